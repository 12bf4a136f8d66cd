// The main flow: a workbook in, segments and files out, the same bytes as the command's, in every browser.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { browsers, chromium } from '../browsers/index.mjs';
import { chooseK, evidence, onPage, ready, segment, shown, takeAway } from '../page.mjs';
import { filesIn, filesOf, oracle, sampleWorkbook } from '../results.mjs';
import { serve } from '../server.mjs';

let host;
let workbook;
before(async () => {
  host = await serve({ base: '/any/path/' });
  workbook = oracle('small.xlsx') || (await sampleWorkbook(5_000, 300));
});
after(() => host.stop());

const withPage = (browser, options, use) => onPage(browser, host.url, options, use);

function assertSameFiles(got, expected) {
  assert.deepEqual(Object.keys(got).sort(), Object.keys(expected).sort());
  for (const [name, bytes] of Object.entries(expected)) assert.ok(bytes.equals(got[name]), `${name} differs`);
}

for (const browser of browsers) {
  describe(browser.name, { skip: browser.missing }, () => {
    test('a workbook gives the files that the command gives, for the best k and another, and nothing leaves', async () => {
      await withPage(browser, {}, async (page) => {
        await page.click('language-fr');
        const asked = host.log.length;
        await segment(page, workbook);
        const best = await filesOf(workbook, '--lang', 'fr');
        assertSameFiles(await takeAway(page, filesIn), best);
        assert.equal(host.log.length, asked, 'a request left after the seal');
      });
      await withPage(browser, {}, async (page) => {
        await page.click('language-en');
        await segment(page, workbook);
        await chooseK(page, 6);
        assertSameFiles(await takeAway(page, filesIn), await filesOf(workbook, '--lang', 'en', '--k', '6'));
      });
    });

    test('one, two, three and eight workers give the same bytes of all eight files', async () => {
      const expected = await filesOf(workbook, '--lang', 'en');
      assert.equal(Object.keys(expected).length, 8);
      for (const workers of [1, 2, 3, 8]) {
        const page = await browser.open(`${host.url}?workers=${workers}`, { locale: 'en-US' });
        try {
          await ready(page);
          await page.click('language-en');
          await segment(page, workbook);
          assertSameFiles(await takeAway(page, filesIn), expected);
        } finally {
          await page.close();
        }
      }
    });

    test('the sample needs no file, and a second file can follow it', async () => {
      await withPage(browser, { locale: 'en-US' }, async (page) => {
        await page.click('sample-button');
        await shown(page);
        const ofSample = await page.text('[data-testid="check"]');
        await segment(page, workbook);
        await page.waitFor('[data-testid="download-segments"]');
        assert.notEqual(await page.text('[data-testid="check"]'), ofSample);
      });
    });
  });
}

describe('Chromium', { skip: chromium.missing }, () => {
  test('of several files dropped at once one is opened, and the others are named', async () => {
    await withPage(chromium, { locale: 'en-US' }, async (page) => {
      await page.evaluate(() => {
        const transfer = new DataTransfer();
        for (const name of ['first.csv', 'second.csv', '<b>third.csv']) transfer.items.add(new File(['a,b\n1,2\n'], name));
        for (const kind of ['dragover', 'drop']) {
          document.body.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: transfer }));
        }
      });
      await page.waitFor(() => document.querySelector('[data-testid="source-name"]')?.textContent === 'first.csv');
      const said = () => page.text('[data-testid="set-aside"]');
      assert.equal(await said(), 'One file at a time: “second.csv”, “<b>third.csv” were not opened.');
      await segment(page, workbook);
      assert.equal(await said(), '');
    });
  });

  test('the language changes every word and no figure', async () => {
    await withPage(chromium, { locale: 'fr-FR' }, async (page) => {
      await segment(page, workbook);
      await evidence(page);
      assert.equal(await page.evaluate('document.documentElement.lang'), 'fr');
      const french = await page.text('[data-testid="compare"]');
      await page.click('language-en');
      await page.waitFor(() => document.documentElement.lang === 'en');
      const english = await page.text('[data-testid="compare"]');
      assert.notEqual(english, french);
      const digits = (text) => text.replace(/\D/g, '');
      assert.equal(digits(english), digits(french));
    });
  });

  test('everything works with the network off', async () => {
    await withPage(chromium, { locale: 'en-US' }, async (page) => {
      await page.setOffline(true);
      await segment(page, workbook);
      assertSameFiles(await takeAway(page, filesIn), await filesOf(workbook, '--lang', 'en'));
    });
  });

  test('a job can be cancelled and another one follows', async () => {
    await withPage(chromium, { locale: 'en-US' }, async (page) => {
      const large = oracle('sales.xlsx') || (await sampleWorkbook(200_000, 5_000));
      await page.upload('[data-testid="file-input"]', large);
      await page.waitFor('[data-testid="cancel-button"]');
      await page.click('cancel-button');
      await page.waitFor(() => !document.querySelector('[data-testid="progress"]'), 2_000);
      const left = '[data-testid="check"], [data-testid="source-name"], [data-testid="cleaning"]';
      assert.ok(!(await page.evaluate(`document.querySelector('${left}')`)), 'nothing of the file stays');
      await segment(page, workbook);
    });
  });

  test('the evidence lands beside the segments, with the recommended number', async () => {
    await withPage(chromium, { locale: 'en-US' }, async (page) => {
      await segment(page, workbook);
      await evidence(page);
      const report = JSON.parse((await filesOf(workbook, '--lang', 'en'))['report.json']);
      const row = `[...document.querySelectorAll('[data-testid="recommended-k"]')].map((badge) => badge.closest('tr'))`;
      const marked = await page.evaluate(`${row}.map((row) => row.querySelector('input').value)`);
      assert.deepEqual(marked, [String(report.recommended_k)]);
      assert.match(await page.text('[data-testid="verdict"]'), new RegExp(`Recommended number: ${report.recommended_k}\\b`));
      const beside = report.evidence.find((one) => one.k === report.recommended_k);
      const figures = await page.evaluate(`${row}[0].innerText`);
      assert.ok(figures.includes(beside.lift.toFixed(4).replace('-', '−')), figures);
      for (const segment of report.segments) {
        assert.notEqual(await page.text(`[data-testid="rule-${segment.number}"]`), '');
        assert.match(await page.text(`[data-testid="stability-${segment.number}"]`), /% of this group comes back/);
        assert.match(await page.text(`[data-testid="border-${segment.number}"]`), new RegExp(`^(${segment.on_border}\\b|No customer)`));
      }
    });
  });

  test('while the evidence is found another number can be chosen, a report asked for, and the search stopped', async () => {
    const larger = await sampleWorkbook(40_000, 4_000);
    await withPage(chromium, { locale: 'en-US' }, async (page) => {
      await segment(page, larger);
      await page.click('evidence-stop');
      await page.waitFor('[data-testid="evidence-stopped"]');
      await page.click('evidence-find');
      await page.waitFor('[data-testid="evidence-progress"]');
      await chooseK(page, 5);
      assert.ok(await page.evaluate(`document.querySelector('[data-testid="evidence-progress"], [data-testid="verdict"]') !== null`));
      const files = await takeAway(page, filesIn, ['report']);
      assert.ok((await filesOf(larger, '--lang', 'en', '--k', '5'))['report.json'].equals(files['report.json']));
      await evidence(page);
    });
  });

  test('the search that is stopped and asked for again at once goes on, and gives way to the next file', async () => {
    const larger = await sampleWorkbook(40_000, 4_000);
    /** Stops and starts again faster than the worker can answer. */
    const again = async () => {
      const button = (name) => document.querySelector(`[data-testid="evidence-${name}"]`);
      button('stop').click();
      while (!button('find')) await Promise.resolve();
      button('find').click();
    };
    await withPage(chromium, { locale: 'en-US' }, async (page) => {
      for (const file of [larger, larger]) {
        await segment(page, file);
        await page.waitFor('[data-testid="evidence-progress"]');
        // Until the search is truly under way.
        await page.waitFor(() => document.querySelector('[data-testid="evidence-progress"] progress')?.value > 0, 60_000);
        await page.evaluate(again);
        await new Promise((later) => setTimeout(later, 300));
        assert.ok(!(await page.evaluate(`document.querySelector('[data-testid="evidence-stopped"]')`)), 'the second search is seen');
      }
      await page.evaluate(again);
      await segment(page, workbook);
      await evidence(page);
      assertSameFiles(await takeAway(page, filesIn), await filesOf(workbook, '--lang', 'en'));
    });
  });

  test('accounts on a border come first when asked', async () => {
    await withPage(chromium, { locale: 'en-US' }, async (page) => {
      await segment(page, workbook);
      await page.click('border-first');
      const borders = (await filesOf(workbook, '--lang', 'en'))['borders.csv'].toString().split('\n');
      const first = borders[1].split(',')[0];
      await page.waitFor(new Function(`return document.querySelector('[data-testid="account-row"] th').innerText === ${JSON.stringify(first)}`));
    });
  });

  const study = oracle('sales.xlsx');
  test('the study’s workbook: k = 4 at 0.4974, 7,747 accounts, 58 lines excluded', { skip: !study }, async () => {
    await withPage(chromium, { locale: 'en-US' }, async (page) => {
      await segment(page, study);
      const check = await page.text('[data-testid="check"]');
      assert.match(check, /287,879/);
      assert.match(check, /\b58\b/);
      assert.match(await page.text('[data-testid="compare"]'), /0\.4974/);
      assert.match(await page.text('body'), /7,747/);
      assert.ok(await page.evaluate(`document.querySelector('[data-testid="k-option-4"]').checked`));
      assertSameFiles(await takeAway(page, filesIn), await filesOf(study, '--lang', 'en'));
    });
  });
});
