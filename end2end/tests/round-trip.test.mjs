// The round trip with Salesforce: the query that gets the sales out, the kit that loads the segments, what became of a load.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { browsers, chromium } from '../browsers/index.mjs';
import { poll } from '../browsers/common.mjs';
import { onPage, segment } from '../page.mjs';
import { filesIn, sampleWorkbook, scratch, segmenta } from '../results.mjs';
import { serve } from '../server.mjs';

let host;
let workbook;
before(async () => {
  host = await serve({ base: '/' });
  workbook = await sampleWorkbook(2_000, 150);
});
after(() => host.stop());

const withPage = (browser, use, options = {}) =>
  onPage(browser, host.url, options, async (page) => {
    await page.click('language-en');
    await use(page);
  });

const open = (page, panel) => page.evaluate(`document.querySelector('[data-testid="${panel}"]').open = true`);

const textOf = (page, name) => page.evaluate(`document.querySelector('[data-testid="${name}"]')?.textContent ?? ''`);

/** Types into a field, in place of what stands there. */
const type = (page, name, value) =>
  page.evaluate(`(() => {
    const field = document.querySelector('[data-testid="${name}"]');
    field.value = ${JSON.stringify(value)};
    field.dispatchEvent(new Event('input', { bubbles: true }));
  })()`);

/** What has been saved under this name. */
async function saved(page, name) {
  await poll(async () => (await page.downloads()).names.includes(name), 30_000, `${name} is saved`);
  const { folder } = await page.downloads();
  return readFile(join(folder, name));
}

const KIT = 'ventes-2020-salesforce-kit.zip';

/** The files of a zip archive by name, from its central directory. */
function unzipped(zip) {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const files = {};
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [packed, name, extra, comment] = [zip.readUInt32LE(at + 20), ...[28, 30, 32].map((field) => zip.readUInt16LE(at + field))];
    const start = zip.readUInt32LE(at + 42);
    const data = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28);
    files[zip.toString('utf8', at + 46, at + 46 + name)] = inflateRawSync(zip.subarray(data, data + packed));
    at += 46 + name + extra + comment;
  }
  return files;
}

function assertSameFiles(got, expected) {
  assert.deepEqual(Object.keys(got).sort(), Object.keys(expected).sort());
  for (const [name, bytes] of Object.entries(expected)) assert.ok(bytes.equals(got[name]), `${name} differs`);
}

/** The command's kit as a folder and as one file. */
async function kitOf(...words) {
  const out = await scratch();
  const folder = join(out, 'kit');
  await segmenta('segment', workbook, '--out', join(out, 'files'), '--kit', folder, '--no-evidence', '--lang', 'en', ...words);
  await segmenta('segment', workbook, '--out', join(out, 'files'), '--kit', `${folder}.zip`, '--no-evidence', '--lang', 'en', ...words);
  return { files: await filesIn(folder), zip: await readFile(`${folder}.zip`) };
}

async function makeKit(page) {
  await page.click('kit-make');
  await page.waitFor('[data-testid="kit-counts"]', 30_000);
}

/** What the panel of the query makes, as the command does. */
const MADE = ['sales.soql', 'export-command.txt', 'process-conf.xml', 'report.txt'];

const SUCCESS = '"ID","SEGMENT__C","STATUS"\n"0013X0000000001AAA","Segment_1","Item Updated"\n';
const ERRORS = `"ID","SEGMENT__C","ERROR"
"0013X0000000002AAA","Segment_2","UNABLE_TO_LOCK_ROW:unable to obtain exclusive access:--"
"0013X0000000003AAA","Segment_2","UNABLE_TO_LOCK_ROW:unable to obtain exclusive access:--"
"0013X0000000004AAA","Segment_3","<b>INVALID</b>"
`;

async function resultFiles() {
  const folder = await scratch();
  const paths = ['success.csv', 'error.csv', 'other.csv'].map((name) => join(folder, name));
  await writeFile(paths[0], SUCCESS);
  await writeFile(paths[1], ERRORS);
  await writeFile(paths[2], 'A,B\n1,2\n');
  return paths;
}

for (const browser of browsers) {
  describe(browser.name, { skip: browser.missing }, () => {
    test('the query of a year is the command’s, and can be saved', async () => {
      const folder = join(await scratch(), 'query');
      await segmenta('query', '--year', '2021', '--date', 'created', '--fields', 'product,country', '--out', folder, '--lang', 'en');
      const expected = await filesIn(folder);
      await withPage(browser, async (page) => {
        const asked = host.log.length;
        await open(page, 'get-data');
        await page.waitFor('[data-testid="query-year"]');
        await type(page, 'query-year', '2021');
        await page.click('query-date-created');
        for (const field of ['description', 'product-code', 'contract', 'contract-number', 'start-date', 'end-date']) {
          await page.click(`query-field-${field}`);
        }
        assert.equal(await textOf(page, 'made-sales'), expected['sales.soql'].toString());
        assert.equal(await textOf(page, 'made-export-command'), expected['export-command.txt'].toString());
        assert.equal(await textOf(page, 'made-process-conf'), expected['process-conf.xml'].toString());
        for (const name of MADE) {
          await page.click(`save-${name.split('.')[0]}`);
          assert.ok(expected[name].equals(await saved(page, name)), `${name} differs`);
        }
        // Steps of the report, as the file has them.
        const steps = await page.evaluate('[...document.querySelectorAll(\'[data-testid="report-steps"] li\')].map((step) => step.textContent)');
        assert.equal(steps.map((step, at) => `${at + 1}. ${step}\n`).join(''), expected['report.txt'].toString().split('\n\n')[1]);
        await type(page, 'query-year', '21');
        await page.waitFor(() => !document.querySelector('[data-testid="made-sales"]'));
        assert.match(await textOf(page, 'query-problem'), /“21” is no year/);
        assert.equal(host.log.length, asked, 'a request left after the seal');
      });
    });

    test('the kit is the command’s, first and in the year after', async () => {
      await withPage(browser, async (page) => {
        await segment(page, workbook);
        await open(page, 'load-kit');
        await page.waitFor('[data-testid="kit-make"]');
        await makeKit(page);
        const first = await kitOf();
        const zip = await saved(page, KIT);
        assertSameFiles(unzipped(zip), first.files);
        assert.ok(zip.equals(first.zip), 'the archives differ');
        assert.match(await textOf(page, 'kit-counts'), /New or another segment150/);
      });
      // What stands there: some accounts have another segment, one has left.
      const stands = (await kitOf()).files['update-001.csv'].toString().split('\n');
      const before = join(await scratch(), 'before.csv');
      const gone = '"0013X0000009999QAA","Segment_1"';
      await writeFile(before, [stands[0], stands[1].replace(/Segment_\d/, 'Segment_9'), ...stands.slice(2), gone, ''].join('\n'));
      const words = ['--before', before, '--date-field', 'Day__c=2026-01-15', '--silhouette-field', 'Segment_Silhouette__c', '--previous-field', 'Segment_Previous__c'];
      await withPage(browser, async (page) => {
        await segment(page, workbook);
        await open(page, 'load-kit');
        await page.waitFor('[data-testid="kit-make"]');
        await page.upload('[data-testid="kit-before"]', before);
        await page.waitFor('[data-testid="kit-before-drop"]');
        assert.equal(await textOf(page, 'kit-before-name'), 'before.csv');
        for (const other of ['day', 'silhouette', 'previous']) await page.click(`kit-${other}`);
        await page.waitFor('[data-testid="kit-day-field"]');
        await type(page, 'kit-day-field', 'Day__c');
        await type(page, 'kit-day-value', '2026-01-15');
        await makeKit(page);
        const second = await kitOf(...words);
        const files = unzipped(await saved(page, KIT));
        assertSameFiles(files, second.files);
        assert.match(files['update-001.csv'].toString(), /^"0013X0000009999QAA","#N\/A"/m);
        assert.ok(files['rollback-001.csv']);
        assert.match(await textOf(page, 'kit-counts'), /To clear1/);
      });
    });

    test('what became of a load is told by cause, and what failed is saved for another try', async () => {
      const [success, errors, other] = await resultFiles();
      await withPage(browser, async (page) => {
        await open(page, 'load-results');
        await page.waitFor('[data-testid="results-input"]');
        await page.upload('[data-testid="results-input"]', [success, errors]);
        await page.waitFor('[data-testid="results-causes"]', 30_000);
        assert.equal(await textOf(page, 'results-counts'), 'Loaded1Failed3');
        const rows = await page.evaluate('[...document.querySelectorAll(\'[data-testid="results-causes"] tbody tr\')].map((row) => [...row.children].map((cell) => cell.textContent))');
        assert.deepEqual(rows.map(([code, count]) => [code, count]), [['UNABLE_TO_LOCK_ROW', '2'], ['<b>INVALID</b>', '1']]);
        await page.click('retry');
        const folder = join(await scratch(), 'retry');
        await segmenta('results', success, errors, '--out', folder);
        assert.ok((await filesIn(folder))['retry.csv'].equals(await saved(page, 'retry.csv')));
        await page.upload('[data-testid="results-input"]', other);
        await page.waitFor('[data-testid="results-refused"]', 30_000);
        assert.match(await textOf(page, 'results-refused'), /^other\.csv: This file is no result of a load\./);
      });
    });
  });
}

describe('Chromium', { skip: chromium.missing }, () => {
  test('names that cannot be and files that do not tell are said, in the language of the page', async () => {
    const [, , other] = await resultFiles();
    await withPage(chromium, async (page) => {
      await segment(page, workbook);
      await open(page, 'load-kit');
      await page.waitFor('[data-testid="kit-make"]');
      await type(page, 'kit-segment', 'Segment Client');
      await page.click('kit-make');
      await page.waitFor(() => document.querySelector('[data-testid="kit-problem"]').textContent);
      assert.match(await textOf(page, 'kit-problem'), /“Segment Client” is no API name/);
      await page.click('language-fr');
      await page.waitFor(() => document.documentElement.lang === 'fr');
      assert.match(await textOf(page, 'kit-problem'), /n’est pas un nom d’API/);
      await type(page, 'kit-segment', 'Segment__c');
      await page.upload('[data-testid="kit-before"]', other);
      await page.waitFor('[data-testid="kit-before-drop"]');
      await page.click('kit-make');
      await page.waitFor('[data-testid="kit-refused"]', 30_000);
      assert.match(await textOf(page, 'kit-refused'), /^other\.csv\u{a0}:/u);
      await page.click('kit-before-drop');
      await makeKit(page);
      assert.equal(await textOf(page, 'kit-problem'), '');
    });
  });

  test('the query, and all that goes with it, is copied', async () => {
    const folder = join(await scratch(), 'query');
    await segmenta('query', '--year', '2021', '--out', folder, '--lang', 'en');
    const expected = await filesIn(folder);
    await withPage(chromium, async (page) => {
      await page.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await open(page, 'get-data');
      await page.waitFor('[data-testid="query-year"]');
      await type(page, 'query-year', '2021');
      for (const name of MADE) {
        const stem = name.split('.')[0];
        await page.click(`copy-${stem}`);
        await page.waitFor(new Function(`return document.querySelector('[data-testid="done-${stem}"]').textContent === 'Copied.'`));
        assert.equal(await page.evaluate('navigator.clipboard.readText()'), expected[name].toString());
      }
      // Of another text nothing is said.
      await type(page, 'query-year', '2022');
      await page.waitFor(() => [...document.querySelectorAll('[data-testid^="done-"]')].every((said) => !said.textContent));
      // The recipe is copied in the language in which it stands there.
      await page.click('language-fr');
      await page.waitFor(() => document.documentElement.lang === 'fr');
      await page.click('copy-report');
      await page.waitFor(() => document.querySelector('[data-testid="done-report"]').textContent === 'Copié.');
      assert.match(await page.evaluate('navigator.clipboard.readText()'), /^Sans outil\u00a0: un rapport exporté\n\n1\. Rapports/);
    });
  });

  test('files dropped on a panel are that panel’s', async () => {
    await withPage(chromium, async (page) => {
      await open(page, 'load-results');
      await page.waitFor('[data-testid="results-input"]');
      await page.evaluate((text) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([text], 'error.csv', { type: 'text/csv' }));
        const place = document.querySelector('[data-testid="load-results"] .file-choice');
        for (const kind of ['dragover', 'drop']) {
          place.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: transfer }));
        }
      }, ERRORS);
      await page.waitFor('[data-testid="results-causes"]', 30_000);
      assert.equal(await textOf(page, 'source-name'), '', 'it was not taken for sales');
    });
  });
});
