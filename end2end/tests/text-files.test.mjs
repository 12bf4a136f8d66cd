// The same sales as a workbook, as text in every encoding and dialect, and as Salesforce's tools export them: the same segments.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from '../browsers/index.mjs';
import { onPage, ready, segment, takeAway } from '../page.mjs';
import { filesIn, filesOf, sampleWorkbook, scratch, segmenta } from '../results.mjs';
import { serve } from '../server.mjs';

const ROWS = 5_000;
const ACCOUNTS = 300;

describe('Chromium', { skip: chromium.missing }, () => {
  let host;
  let expected;
  let files;
  before(async () => {
    host = await serve();
    expected = await filesOf(await sampleWorkbook(ROWS, ACCOUNTS));
    files = await textFiles(await scratch());
  });
  after(() => host.stop());

  test('text files give the segments of the workbook', async () => {
    for (const [path, words] of files) {
      const page = await chromium.open(host.url, { locale: 'en-US' });
      try {
        await ready(page);
        await segment(page, path);
        const said = await page.text('[data-testid="check-formats"]');
        for (const word of words) assert.ok(said.includes(word), `${path}: ${said}`);
        const got = await takeAway(page, filesIn);
        for (const name of ['segments.csv', 'accounts.csv']) {
          assert.ok(expected[name].equals(got[name]), `${path}: ${name} differs`);
        }
        assert.deepEqual(await page.consoleErrors(), []);
        assert.deepEqual(await page.violations(), []);
      } finally {
        await page.close();
      }
    }
  });

  test('what Salesforce’s tools and pandas export goes in as it is', async () => {
    const folder = await exported();
    for (const [test, file] of EXPORTS) {
      const path = join(folder, test, file);
      const study = rowsOf((await filesOf(join(folder, test, 'study.xlsx'), '--no-evidence'))['segments.csv']);
      assert.equal(study.length, 61);
      await onPage(chromium, host.url, { locale: 'en-US' }, async (page) => {
        await segment(page, path);
        const got = (await takeAway(page, filesIn, ['segments']))['segments.csv'];
        assert.deepEqual(rowsOf(got), study, file);
        assert.ok((await filesOf(path, '--no-evidence'))['segments.csv'].equals(got), `${file}: not the command’s`);
      });
    }
  });
});

/** Files of `tests/exports.rs`, each in the folder of its test beside the study's workbook of the same lines. */
const EXPORTS = [
  ['bulk', 'bulk.csv'],
  ['data-loader', 'loader.csv'],
  ['details', 'english.csv'],
  ['details', 'french.csv'],
  ['formatted', 'formatted.xlsx'],
  ['pandas', 'pandas.xlsx'],
];

/** Has them written anew, and gives the folder of their folders. */
async function exported() {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  await promisify(execFile)('cargo', ['test', '--quiet', '--locked', '--test', 'exports', 'in_as_'], { cwd: root });
  return join(root, 'target/tmp/exports');
}

/** The rows of a load file, in any order. */
const rowsOf = (file) => file.toString().trimEnd().split('\n').sort();

/** Paths, each with the words in which the page tells how it was read. */
async function textFiles(folder) {
  const csv = join(folder, 'sales.csv');
  await segmenta('sample', '--rows', String(ROWS), '--accounts', String(ACCOUNTS), '--out', csv);
  const text = await readFile(csv, 'utf8');
  const semicolons = withDecimalComma(text);
  const files = {
    'utf16.txt': [Buffer.from(`\uFEFF${text}`, 'utf16le'), ['UTF-16', 'commas']],
    'comma.csv': [Buffer.from(`\uFEFF${semicolons}`), ['UTF-8', 'semicolons', 'decimal comma']],
    '1252.csv': [Buffer.from(`sep=;\r\n${semicolons}`, 'latin1'), ['Windows-1252', 'semicolons', 'decimal comma']],
  };
  const made = Object.entries(files).map(async ([name, [bytes, words]]) => {
    await writeFile(join(folder, name), bytes);
    return [join(folder, name), words];
  });
  return [[csv, ['UTF-8', 'commas', 'decimal point']], ...(await Promise.all(made))];
}

/** The same records between semicolons, prices with a comma, and an accent that is no UTF-8 in Latin-1. */
function withDecimalComma(text) {
  const records = text.trimEnd().split('\n').map((line) => line.match(/"(?:[^"]|"")*"|[^,]+/g));
  const [header, ...lines] = records;
  const price = header.indexOf('"SBQQ__NetPrice__c"');
  const country = header.indexOf('"SBQQ__Contract__r.BillingCountry"');
  for (const line of lines) line[price] = line[price].replace('.', ',');
  lines[0][country] = '"Été"';
  return records.map((fields) => fields.join(';')).join('\r\n') + '\r\n';
}
