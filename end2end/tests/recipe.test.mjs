// Another recipe: computed from the sales at hand, the same bytes as the command's, cancellable, and back again.

import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { browsers, chromium } from '../browsers/index.mjs';
import { onPage, segment, takeAway } from '../page.mjs';
import { filesIn, filesOf, oracle, sampleWorkbook, scratch } from '../results.mjs';
import { serve } from '../server.mjs';

let host;
let workbook;
before(async () => {
  host = await serve({ base: '/' });
  workbook = oracle('small.xlsx') || (await sampleWorkbook(5_000, 300));
});
after(() => host.stop());

const withPage = (browser, use, file = workbook) =>
  onPage(browser, host.url, {}, async (page) => {
    await page.click('language-en');
    await segment(page, file);
    await page.evaluate('document.querySelector(\'[data-testid="recipe"]\').open = true');
    await use(page);
  });

/** Follows what is ticked and waits for the end. */
async function recompute(page, button = 'recipe-apply') {
  await page.click(button);
  await page.waitFor(() => !document.querySelector('[data-testid="progress"]'), 60_000);
  await page.waitFor(() => document.querySelector('[data-testid="download-segments"]')?.ariaDisabled === null, 60_000);
}

function assertSameFiles(got, expected) {
  assert.deepEqual(Object.keys(got).sort(), Object.keys(expected).sort());
  for (const [name, bytes] of Object.entries(expected)) assert.ok(bytes.equals(got[name]), `${name} differs`);
}

const agreement = (page) => page.evaluate('document.querySelector(\'[data-testid="agreement"]\')?.textContent ?? ""');

/** The silhouettes in the table of numbers of segments. */
const silhouettes = (page) =>
  page.evaluate('[...document.querySelectorAll(".scores tbody tr td:nth-of-type(1)")].map((cell) => cell.textContent).join(" ")');

for (const browser of browsers) {
  describe(browser.name, { skip: browser.missing }, () => {
    test('another recipe gives the files that the command gives with the same words', async () => {
      await withPage(browser, async (page) => {
        await page.click('feature-recency');
        await page.click('feature-avg-order-value');
        await page.click('normalisation-log-z');
        await recompute(page);
        assert.match(await agreement(page), /adjusted Rand index/);
        const words = ['--features', 'total-sales,order-count,recency', '--normalisation', 'log-z'];
        assertSameFiles(await takeAway(page, filesIn), await filesOf(workbook, '--lang', 'en', ...words));
      });
    });
  });
}

describe('Chromium', { skip: chromium.missing }, () => {
  test('the choice survives another language, and the study’s recipe comes back', async () => {
    await withPage(chromium, async (page) => {
      await page.click('normalisation-average-ranks');
      await recompute(page);
      const english = await agreement(page);
      await page.click('language-fr');
      await page.waitFor(() => document.documentElement.lang === 'fr');
      assert.ok(await page.evaluate('document.querySelector(\'[data-testid="normalisation-average-ranks"]\').checked'));
      assert.equal((await agreement(page)).replace(/\D/g, ''), english.replace(/\D/g, ''));
      await page.click('language-en');
      await recompute(page, 'recipe-study');
      assert.equal(await agreement(page), '');
      assertSameFiles(await takeAway(page, filesIn), await filesOf(workbook, '--lang', 'en'));
    });
  });

  test('fewer than two features cannot be asked for', async () => {
    await withPage(chromium, async (page) => {
      await page.click('feature-total-sales');
      await page.click('feature-order-count');
      assert.equal(await page.evaluate('document.querySelector(\'[data-testid="recipe-apply"]\').ariaDisabled'), 'true');
    });
  });

  test('cancelling another recipe brings back the one before', async () => {
    const large = oracle('sales.xlsx') || (await sampleWorkbook(200_000, 5_000));
    await withPage(chromium, async (page) => {
      const before = await silhouettes(page);
      assert.match(before, /0\.\d{4} 0\.\d{4}/);
      await page.click('normalisation-log-z');
      await page.click('recipe-apply');
      await page.waitFor('[data-testid="cancel-button"]');
      await page.click('cancel-button');
      await page.waitFor(() => document.querySelector('[data-testid="download-segments"]')?.ariaDisabled === null, 60_000);
      assert.equal(await silhouettes(page), before);
      assert.ok(await page.evaluate('document.querySelector(\'[data-testid="normalisation-ranks"]\').checked'));
      assert.equal(await agreement(page), '');
    }, large);
  });

  test('a recipe that is refused is not asked for again by what follows', async () => {
    // A column of start dates without a date in it.
    const lines = Array.from({ length: 240 }, (_, line) => `C${line % 80},P,1,${((line % 80) + 1) * (Math.floor(line / 80) + 1)},soon`);
    const undated = join(await scratch(), 'undated.csv');
    await writeFile(undated, `Account,Product,Quantity,Net Unit Price,Start Date\n${lines.join('\n')}\nC0,P,-1,5,soon\n`);
    await withPage(chromium, async (page) => {
      await page.click('feature-recency');
      await page.click('recipe-apply');
      await page.waitFor('[data-testid="recipe-refusal"]', 60_000);
      assert.equal(await page.evaluate('document.activeElement.dataset.testid'), 'recipe-apply', 'the focus stays');
      await page.click('rule-returns');
      await page.waitFor(() => !document.querySelector('[data-testid="progress"], [data-testid="recipe-refusal"]'), 60_000);
      assert.equal(await page.evaluate('document.querySelector(\'[data-testid="rule-returns"]\').checked'), false);
      assert.equal(await page.evaluate('Boolean(document.querySelector(\'[data-testid="cleaning-refusal"]\'))'), false);
    }, undated);
  });
});
