// Two numbers of segments side by side: the picture and the table tell what the other number shows once it is chosen.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { findings } from '../axe.mjs';
import { chromium } from '../browsers/index.mjs';
import { chooseK, onPage, segment } from '../page.mjs';
import { sampleWorkbook } from '../results.mjs';
import { serve } from '../server.mjs';

describe('Chromium', { skip: chromium.missing }, () => {
  let host;
  let workbook;
  before(async () => {
    host = await serve();
    workbook = await sampleWorkbook(5_000, 300);
  });
  after(() => host.stop());

  const rows = (page) =>
    page.evaluate(`[...document.querySelectorAll('[data-testid="two-ks-table"] tbody tr')].map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent))`);
  const reading = (page) => page.evaluate(`document.querySelector('[data-testid="two-ks-chart"] figcaption')?.textContent ?? ''`);

  test('another number beside the one in use', async () => {
    await onPage(chromium, host.url, { locale: 'en-US' }, async (page) => {
      await segment(page, workbook);
      await chooseK(page, 4);
      await page.evaluate(`document.querySelector('[data-testid="two-ks"]').open = true`);
      await page.waitFor('[data-testid="other-k"]');
      await page.page.selectOption('[data-testid="other-k"]', '6');
      await page.waitFor(() => document.querySelectorAll('[data-testid="two-ks-table"] tbody tr').length === 6, 20_000);
      assert.match(await reading(page), /^From 4\u00a0segments to 6\u00a0segments: /);
      const told = await rows(page);
      assert.deepEqual(await findings(page), []);
      await page.click('language-fr');
      await page.waitFor(() => /^De 4/.test(document.querySelector('[data-testid="two-ks-chart"] figcaption').textContent));
      await page.click('language-en');
      // What was told of six segments is what six segments are; then they are held against another number.
      await chooseK(page, 6);
      const shown = await page.evaluate(
        `[...document.querySelectorAll('[data-testid^="segment-card-"]')].map((card) => [card.querySelector('h3').textContent, card.querySelector('.facts strong').textContent.replace(/\\D/g, '')])`,
      );
      assert.deepEqual(told.map(([name, accounts]) => [name, accounts.replace(/\D/g, '')]), shown);
      await page.waitFor(() => /^From 6/.test(document.querySelector('[data-testid="two-ks-chart"] figcaption')?.textContent), 20_000);
    });
  });
});
