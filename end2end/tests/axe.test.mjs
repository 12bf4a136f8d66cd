// axe-core finds nothing, in every state of the page, in both languages, both themes, wide and narrow; and nothing scrolls sideways.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { findings } from '../axe.mjs';
import { chromium } from '../browsers/index.mjs';
import { chooseK, evidence, ready, segment } from '../page.mjs';
import { oracle, sampleWorkbook, scratch, segmenta } from '../results.mjs';
import { serve } from '../server.mjs';

const bad = (name) => fileURLToPath(new URL(`../fixtures/bad/${name}`, import.meta.url));
const WIDTHS = [1280, 360, 320];

describe('Chromium', { skip: chromium.missing }, () => {
  let host;
  let page;
  let small;
  let large;
  before(async () => {
    host = await serve();
    small = await sampleWorkbook(5_000, 300);
    large = oracle('sales.xlsx') || (await sampleWorkbook(200_000, 5_000));
  });
  after(() => host.stop());

  const withPage = async (use) => {
    page = await chromium.open(host.url, { locale: 'en-US' });
    try {
      await ready(page);
      await use();
      assert.deepEqual(await page.violations(), []);
    } finally {
      await page.close();
    }
  };

  /** In both languages and themes, at every width. */
  const examine = async (state) => {
    const found = [];
    for (const language of ['fr', 'en']) {
      for (const theme of ['light', 'dark']) {
        await setTo(language, theme);
        for (const width of WIDTHS) {
          await page.page.setViewportSize({ width, height: 900 });
          await page.evaluate(() => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown))));
          const place = `${state}, ${language}, ${theme}, ${width} px`;
          const over = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
          if (over > 0) found.push(`${place}: ${over} px too wide`);
          found.push(...(await findings(page)).map((finding) => `${place}: ${finding}`));
        }
      }
    }
    await page.page.setViewportSize({ width: 1280, height: 900 });
    assert.deepEqual(found, []);
  };

  /** The switches, which lie behind a dialog where one is open. */
  const setTo = (language, theme) =>
    page.evaluate(
      (names) => names.forEach((name) => document.querySelector(`[data-testid="${name}"]`).click()),
      [`language-${language}`, `theme-${theme}`],
    );

  const openAll = () => page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));

  test('empty', () => withPage(() => examine('empty')));

  test('while a file is read', async () => {
    await withPage(async () => {
      for (const [language, theme] of [['fr', 'light'], ['en', 'dark']]) {
        await setTo(language, theme);
        await page.upload('[data-testid="file-input"]', large);
        await page.waitFor('[data-testid="progress"]');
        const found = await findings(page);
        assert.ok(await page.evaluate(`Boolean(document.querySelector('[data-testid="progress"]'))`), 'it was still being read');
        assert.deepEqual(found, []);
        await page.click('cancel-button');
        await page.waitFor(() => !document.querySelector('[data-testid="progress"]'));
      }
    });
  });

  test('results, closed and with every panel open', async () => {
    await withPage(async () => {
      await segment(page, small);
      await evidence(page);
      await examine('results');
      await openAll();
      await examine('results, panels open');
      await page.click('edit-1');
      await page.waitFor('[data-testid="words-1"]');
      await page.click('term-silhouette');
      await examine('words typed, a term explained');
      await page.press('Escape');
      await page.click('words-cancel-1');
      await chooseK(page, 10);
      await page.click('border-first');
      await examine('ten segments');
    });
  });

  test('results without the evidence, and with a filter that leaves nothing', async () => {
    const larger = await sampleWorkbook(40_000, 4_000);
    await withPage(async () => {
      await segment(page, larger);
      await page.click('evidence-stop');
      await page.waitFor('[data-testid="evidence-stopped"]');
      await page.page.fill('[data-testid="accounts-search"]', 'nobody');
      await examine('evidence stopped');
    });
  });

  test('this year beside last year, both ways, and a file that is refused', async () => {
    const last = await scratch();
    await segmenta('segment', small, '--out', last, '--no-evidence');
    await withPage(async () => {
      await page.upload('[data-testid="file-input"]', `${last}/model.json`);
      await page.waitFor('[data-testid="past-file"]');
      await examine('last year before this one');
      await segment(page, small);
      await evidence(page);
      await page.upload('[data-testid="past-input"]', [`${last}/accounts.csv`, bad('no-price.xlsx')]);
      await page.waitFor('[data-testid="past-error"]');
      await page.waitFor('[data-testid="years-download-compare"]', 60_000);
      await openAll();
      await page.click('show-apply');
      await examine('model applied');
      await page.click('show-anew');
      await examine('fitted anew');
    });
  });

  for (const name of ['no-price.xlsx', 'empty-sheet.xlsx']) {
    test(`an error: ${name}`, async () => {
      await withPage(async () => {
        await page.upload('[data-testid="file-input"]', bad(name));
        await page.waitFor('[data-testid="error"]');
        await examine(name);
      });
    });
  }

  test('"Verify it yourself", and word of a newer build', async () => {
    page = await chromium.open(host.url, { locale: 'en-US' });
    try {
      await ready(page);
      await page.evaluate(() => navigator.serviceWorker.dispatchEvent(new Event('controllerchange')));
      await page.waitFor('[data-testid="newer-build"]');
      await examine('newer build');
      await page.click('verify-open');
      await page.click('verify-send');
      await page.waitFor(() => document.querySelectorAll('[data-outcome]').length === 2);
      await examine('verify');
    } finally {
      await page.close();
    }
  });

  test('nothing scrolls sideways at 200 %, of the page or of its text alone', async () => {
    await withPage(async () => {
      await segment(page, small);
      await evidence(page);
      await openAll();
      const over = () => page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      // A page at 200 % has half as many of its own pixels.
      await page.page.setViewportSize({ width: 640, height: 450 });
      assert.equal(await over(), 0);
      await page.page.setViewportSize({ width: 1280, height: 900 });
      await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
      assert.equal(await over(), 0);
      await page.click('verify-open');
      assert.equal(await over(), 0);
    });
  });
});
