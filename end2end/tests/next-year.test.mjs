// This year beside last year: the same files as the command's in both ways, whatever the order in which files are given; and models that are refused.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { browsers, chromium } from '../browsers/index.mjs';
import { evidence, onPage, plain, segment } from '../page.mjs';
import { filesIn, scratch, segmenta } from '../results.mjs';
import { serve } from '../server.mjs';

const fixture = (name) => fileURLToPath(new URL(`../../tests/fixtures/${name}`, import.meta.url));
const COMPARE = ['movers', 'new', 'lost', 'update', 'rollback', 'compare'];
const SCORE = ['score-segments', 'score-accounts', 'score-excluded', 'score-score'];

describe('Two years', () => {
  let host;
  let folder;
  /** What the command says of the model applied. */
  let told;
  const at = (...names) => join(folder, ...names);
  before(async () => {
    host = await serve({ base: '/' });
    folder = await scratch();
    const size = ['--rows', '4000', '--accounts', '300'];
    await segmenta('sample', ...size, '--out', at('one.csv'));
    await segmenta('sample', ...size, '--year', '2', '--out', at('two.xlsx'));
    await segmenta('segment', at('one.csv'), '--out', at('last'), '--k', '4', '--no-evidence', '--lang', 'en');
    await segmenta('segment', at('two.xlsx'), '--out', at('this'), '--no-evidence', '--lang', 'en');
    ({ stdout: told } = await segmenta('score', at('two.xlsx'), '--model', at('last/model.json'), '--out', at('applied'), '--lang', 'en'));
    await compare('last', 'applied', 'apply');
    await compare('last', 'this', 'anew', '--match');
    await compare('applied', 'this', 'ways', '--match');
  });
  after(() => host.stop());

  const compare = (before, after, out, ...words) =>
    segmenta('compare', '--before', at(before, 'accounts.csv'), '--after', at(after, 'accounts.csv'), '--out', at(out), ...words);

  const withPage = (browser, use) =>
    onPage(browser, host.url, {}, async (page) => {
      await page.click('language-en');
      await use(page);
    });

  const past = async (page, ...files) => page.upload('[data-testid="past-input"]', files);

  /** Waits until this way is there, and shows it. */
  const show = async (page, way) => {
    await page.waitFor(`[data-testid="way-${way}"] dl`, 60_000);
    await page.waitFor(`[data-testid="show-${way}"]`);
    await page.click(`show-${way}`);
    await page.waitFor('[data-testid="years-download-compare"]', 20_000);
    await page.waitFor(() => !document.querySelector('[data-testid="years-beside"][aria-busy="true"]'));
  };

  /** Presses the buttons of these files and gives what has been saved, by name. */
  const saved = async (page, names) => {
    await page.waitFor(() => !document.querySelector('[data-testid="evidence-progress"]'), 120_000);
    for (const [index, name] of names.entries()) {
      await page.click(`years-download-${name}`);
      const deadline = Date.now() + 60_000;
      while ((await page.downloads()).names.length <= index) {
        assert.ok(Date.now() < deadline, `${name} was not saved`);
        await new Promise((later) => setTimeout(later, 50));
      }
    }
    const got = await filesIn((await page.downloads()).folder);
    // Each has a name of its own: the source, the year, and the way that is shown.
    const way = await page.evaluate(`document.querySelector('[data-testid="show-apply"]')?.checked ? 'apply' : 'anew'`);
    const apart = names.map((name) => (name === 'score-score' ? 'score' : name.startsWith('score-') ? name : `${way}-${name}`));
    assert.deepEqual(Object.keys(got).map((name) => name.replace(/^(two-2021|sales-of-model-v1)-/, '').split('.')[0]).sort(), apart.sort());
    return got;
  };

  /** The same bytes, under names that tell the source and the year. */
  const assertSame = (got, expected, names) => {
    assert.equal(Object.keys(got).length, names.length);
    for (const [name, bytes] of Object.entries(got)) {
      assert.ok(name.startsWith('two-2021-'), name);
      assert.ok(bytes.equals(expected[plain(name)]), `${name} differs`);
    }
  };

  const text = (page, testid) => page.evaluate(`document.querySelector('[data-testid="${testid}"]')?.textContent ?? ''`);
  const count = (page, testid) => page.evaluate(`document.querySelectorAll('[data-testid="${testid}"]').length`);

  for (const browser of browsers) {
    describe(browser.name, { skip: browser.missing }, () => {
      test('the model applied gives the files of segmenta score and segmenta compare', async () => {
        await withPage(browser, async (page) => {
          // The natural order: last year's model is there before this year's sales.
          await page.upload('[data-testid="file-input"]', at('last/model.json'));
          await page.waitFor('[data-testid="past-file"]');
          await page.waitFor(() => /Now open this year’s sales/.test(document.querySelector('[data-testid="years-state"]').textContent), 60_000);
          await past(page, at('last/accounts.csv'));
          await segment(page, at('two.xlsx'));
          await show(page, 'apply');
          const preference = await text(page, 'years-preference');
          assert.match(preference, /^(Apply the model|Fit anew)\b/);
          // The command says the same, with its own words in brackets.
          assert.ok(told.replaceAll(/ \((?:score|compare --match|segment, then compare --match)\)/g, '').includes(preference), preference);
          const badges = await page.evaluate(
            `[...document.querySelectorAll('.way .badge')].map((badge) => badge.closest('.way').dataset.testid + ' ' + badge.textContent)`,
          );
          assert.deepEqual(badges, [preference.startsWith('Fit anew') ? 'way-anew advised' : 'way-apply advised']);
          const expected = { ...(await filesIn(at('applied'))), ...(await filesIn(at('apply'))) };
          assertSame(await saved(page, [...COMPARE, ...SCORE]), expected, [...COMPARE, ...SCORE]);
        });
      });

      test('segments fitted anew give the files of segmenta compare --match', async () => {
        await withPage(browser, async (page) => {
          await segment(page, at('two.xlsx'));
          await past(page, at('last/model.json'), at('last/segments.csv'));
          await show(page, 'anew');
          // Of segments.csv no figures are known: the command is given the same file.
          await segmenta('compare', '--before', at('last/segments.csv'), '--after', at('this/accounts.csv'), '--out', at('bare'), '--match');
          assertSame(await saved(page, ['segments', ...COMPARE]), await filesIn(at('bare')), ['segments', ...COMPARE]);
        });
      });
    });
  }

  describe('In Chromium', { skip: chromium.missing }, () => {
    test('movers, newcomers and leavers are listed and sorted, and counted in picture and table', async () => {
      await withPage(chromium, async (page) => {
        await segment(page, at('two.xlsx'));
        await past(page, at('last/accounts.csv'), at('last/model.json'));
        await show(page, 'apply');
        const report = JSON.parse(await readFile(at('apply/compare.json'), 'utf8'));
        const figures = await page.evaluate(
          `[...document.querySelectorAll('[data-testid="way-apply"] dd')].map((figure) => figure.textContent)`,
        );
        assert.deepEqual(figures, [
          `${(report.kept_share * 100).toFixed(1)}%`,
          report.ari.toFixed(3),
          String(report.movers),
          String(report.new),
          String(report.lost),
        ]);
        const movers = (await readFile(at('apply/movers.csv'), 'utf8')).trim().split('\n').slice(1).map((row) => row.split(','));
        const first = () => page.evaluate(`document.querySelector('[data-testid="moves-row"] th').textContent`);
        const largest = movers.toSorted((a, b) => Number(b[4]) - Number(a[4]))[0];
        await page.waitFor('[data-testid="moves-row"]');
        assert.equal(await first(), largest[0]);
        await page.click('moves-sort-account');
        assert.equal(await first(), movers.map(([id]) => id).sort()[0]);
        await page.click('moves-sort-orders-change');
        const mostOrders = Math.max(...movers.map((row) => Number(row[8])));
        const change = await page.evaluate(`document.querySelector('[data-testid="moves-row"] td:nth-of-type(8)').textContent`);
        assert.equal(change, mostOrders > 0 ? `+${mostOrders}` : String(mostOrders));
        for (const [list, file] of [['new', 'new.csv'], ['lost', 'lost.csv']]) {
          await page.page.selectOption('[data-testid="moves-list"]', list);
          const ids = (await readFile(at('apply', file), 'utf8')).trim().split('\n').slice(1).map((row) => row.split(',')[0]);
          await page.waitFor('[data-testid="moves-row"]');
          assert.ok(ids.includes(await first()), `${list}: ${await first()}`);
          const rows = await page.evaluate(`document.querySelector('[data-testid="moves-table"]').getAttribute('aria-rowcount')`);
          assert.equal(Number(rows), ids.length + 2);
        }
        const reading = await page.evaluate(`document.querySelector('[data-testid="flow-chart"] canvas').getAttribute('aria-label')`);
        assert.match(reading, new RegExp(`${report.kept} of ${report.both}\\u00a0accounts keep theirs`));
        const cells = await page.evaluate(
          `[...document.querySelectorAll('[data-testid="flow-table"] tbody td')].map((cell) => Number(cell.textContent || 0)).reduce((a, b) => a + b)`,
        );
        assert.equal(cells, report.both + report.new + report.lost);
      });
    });

    test('the model alone tells what it makes of this year, and stays for the next file', async () => {
      await withPage(chromium, async (page) => {
        await past0(page);
        await segment(page, at('two.xlsx'));
        await page.waitFor('[data-testid="way-anew"] dl', 60_000);
        assert.match(await text(page, 'way-apply'), /Add last year’s accounts\.csv/);
        assert.match(await text(page, 'drift'), /Total sales: /);
        await show(page, 'anew');
        const applied = await filesIn(at('applied'));
        const { drift } = JSON.parse(applied['score.json']);
        assert.ok((await text(page, 'drift')).includes(`index ${drift.segments.psi.toFixed(3)};`), 'what has shifted since last year');
        assert.equal(await page.evaluate(`document.querySelectorAll('[data-testid="applied-sizes"] li').length`), 4);
        const files = ['movers', 'compare', ...SCORE];
        assertSame(await saved(page, files), { ...(await filesIn(at('ways'))), ...applied }, files);
        assert.equal(await count(page, 'years-download-update'), 0, 'neither way is what stands in Salesforce');
        // Another file of sales: the model it was made from, of which it says what no quantile can tell apart.
        await segment(page, at('one.csv'));
        await page.waitFor('[data-testid="way-anew"] dl', 60_000);
        assert.equal(await count(page, 'past-file'), 1);
        assert.match(await text(page, 'past-file'), /ties that no quantile can tell apart: \d+|gives each account its segment/);
        const model = JSON.parse(await readFile(at('last/model.json'), 'utf8'));
        const others = model.same_file.by_ties + model.same_file.by_groups;
        await page.click('k-option-4');
        await page.waitFor('[data-testid="segment-card-4"]');
        await page.waitFor(() => !document.querySelector('[data-testid="segment-card-5"]'));
        await page.waitFor(
          new Function(`return document.querySelectorAll('[data-testid="way-anew"] dd')[2]?.textContent === '${others}'`),
          20_000,
        );
        await page.click('past-remove');
        await page.waitFor(() => !document.querySelector('[data-testid="way-apply"]'));
      });
    });

    const past0 = async (page) => {
      await page.upload('[data-testid="file-input"]', at('last/model.json'));
      await page.waitFor(() => /^Model of 4/m.test(document.querySelector('[data-testid="past-file"] p')?.textContent), 60_000);
    };

    test('language, colours and another number of segments keep the comparison', async () => {
      await withPage(chromium, async (page) => {
        await segment(page, at('two.xlsx'));
        await evidence(page);
        await past(page, at('last/accounts.csv'));
        await show(page, 'anew');
        assert.match(await text(page, 'way-apply'), /Add last year’s model\.json/);
        await page.click('language-fr');
        await page.waitFor(() => /Segment gardé/.test(document.querySelector('[data-testid="way-anew"]')?.textContent));
        await page.click('theme-dark');
        assert.equal(await count(page, 'past-file'), 1);
        await page.click('k-option-6');
        await page.waitFor('[data-testid="segment-card-6"]');
        await page.waitFor(() => document.querySelectorAll('[data-testid="years-segments"] tbody tr').length === 6, 20_000);
        await segmenta('segment', at('two.xlsx'), '--out', at('six'), '--no-evidence', '--k', '6');
        await compare('last', 'six', 'anew6', '--match');
        assertSame(await saved(page, ['segments', ...COMPARE]), await filesIn(at('anew6')), ['segments', ...COMPARE]);
      });
    });

    test('a model that leaves out other lines has the file read again', async () => {
      const words = ['--leave-out', 'free-lines', '--returns', 'net'];
      await segmenta('segment', at('one.csv'), '--out', at('other'), '--k', '4', '--no-evidence', '--lang', 'en', ...words);
      await segmenta('score', at('two.xlsx'), '--model', at('other/model.json'), '--out', at('scored'), '--lang', 'en');
      await withPage(chromium, async (page) => {
        await segment(page, at('two.xlsx'));
        await past(page, at('other/model.json'));
        await page.waitFor('[data-testid="way-anew"] dl', 60_000);
        // Without last year's segments the second way is shown: what the model makes of this year is offered beside it.
        await past(page, at('last/accounts.csv'));
        await show(page, 'apply');
        assertSame(await saved(page, SCORE), await filesIn(at('scored')), SCORE);
      });
    });

    /** Last year's accounts with the numbers of their segments the other way round, as a field that has gone through some years has them. */
    const permuted = async () => {
      const [head, ...rows] = (await readFile(at('last/accounts.csv'), 'utf8')).trimEnd().split('\n').map((row) => row.split(','));
      const column = head.indexOf('segment');
      for (const row of rows) row[column] = String(5 - Number(row[column]));
      await writeFile(at('permuted.csv'), [head, ...rows].map((row) => `${row.join(',')}\n`).join(''));
    };

    test('segments of other numbers are paired by the accounts they share, once asked to', async () => {
      await permuted();
      await segmenta('compare', '--before', at('permuted.csv'), '--after', at('applied/accounts.csv'), '--out', at('paired'), '--match');
      await withPage(chromium, async (page) => {
        await segment(page, at('two.xlsx'));
        await past(page, at('permuted.csv'), at('last/model.json'));
        await show(page, 'apply');
        assert.match(await text(page, 'way-apply'), /Numbers may not mean the same segments in both files/);
        assert.equal(await count(page, 'years-download-segments'), 0, 'the model’s own are those of segmenta score');
        const kept = () => page.evaluate(`document.querySelector('[data-testid="way-apply"] dd').textContent`);
        const before = await kept();
        await page.click('years-pair');
        await page.waitFor(
          new Function(`return document.querySelector('[data-testid="way-apply"] dd')?.textContent !== ${JSON.stringify(before)}`),
          20_000,
        );
        await page.waitFor('[data-testid="years-download-segments"]', 20_000);
        await page.waitFor(() => !document.querySelector('[data-testid="years-beside"][aria-busy="true"]'));
        const report = JSON.parse(await readFile(at('paired/compare.json'), 'utf8'));
        assert.equal(await kept(), `${(report.kept_share * 100).toFixed(1)}%`);
        assert.doesNotMatch(await text(page, 'way-apply'), /Numbers may not mean/);
        assertSame(await saved(page, ['segments', ...COMPARE]), await filesIn(at('paired')), ['segments', ...COMPARE]);
      });
    });

    test('a Salesforce export of a field of any name is taken for last year’s segments', async () => {
      const loaded = await readFile(at('last/segments.csv'), 'utf8');
      const [, ...rows] = loaded.trimEnd().split('\n');
      await writeFile(at('field.csv'), `Id,Groupe__c\n${rows.join('\n')}\n`);
      await segmenta('compare', '--before', at('field.csv'), '--after', at('this/accounts.csv'), '--out', at('field'), '--match');
      await withPage(chromium, async (page) => {
        await segment(page, at('two.xlsx'));
        await past(page, at('field.csv'));
        await show(page, 'anew');
        assert.match(await text(page, 'past-file'), new RegExp(`^field\\.csvSegments of ${rows.length}\u00a0accounts\\.`));
        assertSame(await saved(page, ['segments', ...COMPARE]), await filesIn(at('field')), ['segments', ...COMPARE]);
      });
    });

    test('of two files of the same year the one that tells more counts, and the other is set aside', async () => {
      await withPage(chromium, async (page) => {
        await segment(page, at('two.xlsx'));
        await past(page, at('last/accounts.csv'), at('last/segments.csv'));
        await page.waitFor('[data-testid="past-error"]', 20_000);
        const files = await page.evaluate(`[...document.querySelectorAll('[data-testid="past-file"]')].map((file) => file.textContent)`);
        assert.equal(files.length, 2);
        assert.match(files[0], /^accounts\.csvSegments of .*, with their figures\./);
        assert.match(files[1], /^segments\.csvSet aside: accounts\.csv tells more of the same year\./);
        await show(page, 'anew');
        assertSame(await saved(page, ['segments', ...COMPARE]), await filesIn(at('anew')), ['segments', ...COMPARE]);
      });
    });

    test('a model of a newer version, a broken and a hostile one are refused by word, and the page goes on', async () => {
      const model = await readFile(at('last/model.json'), 'utf8');
      const bad = {
        'newer.json': model.replace('"schema":1', '"schema":2'),
        'cut.json': model.slice(0, model.length / 2),
        'far.json': model.replace('"centre":[', '"centre":[1e200,'),
        'deep.json': model.replace('"counts":[', `"counts":${'['.repeat(100_000)}`),
        'markup.json': '{"format":"<img src=x onerror=alert(1)>","schema":1}',
        'sales.csv': 'Client,Ventes\nA,1\n',
        'label.csv': 'Id,Segment__c\nA,<b>gold</b>\n',
        'noise.csv': '\0\0\0\0',
      };
      for (const [name, content] of Object.entries(bad)) await writeFile(at(name), content);
      await withPage(chromium, async (page) => {
        await segment(page, at('two.xlsx'));
        await past(page, ...Object.keys(bad).map((name) => at(name)));
        const all = Object.keys(bad).length;
        await page.waitFor(new Function(`return document.querySelectorAll('[data-testid="past-error"]').length === ${all}`), 60_000);
        const said = () => page.evaluate(`[...document.querySelectorAll('[data-testid="past-file"]')].map((file) => file.textContent)`);
        const expectAll = async (expected) => {
          for (const [index, words] of expected.entries()) assert.match((await said())[index], words);
        };
        await expectAll([
          /later version \(2\)/,
          /incomplete or has been changed/,
          /the centre of segment 1/,
          /incomplete or has been changed/,
          /not a Segmenta model/,
          /no column of account ids/,
          /“<b>gold<\/b>” is not a segment\. Row 2/,
          /noise\.csv/,
        ]);
        await page.click('language-fr');
        await page.waitFor(() => document.documentElement.lang === 'fr');
        await expectAll([
          /version plus récente \(2\)/,
          /incomplet ou a été modifié/,
          /le centre du segment 1/,
          /incomplet ou a été modifié/,
          /n’est pas un modèle de Segmenta/,
          /pas de colonne d’identifiants/,
          /n’est pas un segment\. Ligne 2/,
          /noise\.csv/,
        ]);
        assert.equal(await page.evaluate('document.querySelectorAll("#next-year img, #next-year b").length'), 0);
        await page.click('language-en');
        // The segments stand, and a good file takes the place of the bad ones.
        assert.ok(await count(page, 'segment-card-1'));
        await past(page, at('last/model.json'), at('last/accounts.csv'));
        await show(page, 'apply');
        assert.equal(await count(page, 'past-error'), 0);
        assert.equal(await count(page, 'past-file'), 2);
      });
    });

    test('a model of version 1 still gives the segments that it gave', async () => {
      await withPage(chromium, async (page) => {
        await page.upload('[data-testid="file-input"]', fixture('model-v1.json'));
        await segment(page, fixture('sales-of-model-v1.csv'));
        await past(page, fixture('segments-of-model-v1.csv'));
        await show(page, 'apply');
        const [got] = Object.values(await saved(page, ['score-segments']));
        assert.equal(String(got), await readFile(fixture('segments-of-model-v1.csv'), 'utf8'));
        assert.match(await text(page, 'way-apply'), /100\.0%/);
      });
    });
  });
});
