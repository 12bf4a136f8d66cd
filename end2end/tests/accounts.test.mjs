// The table of accounts: sorted, searched, scrolled with few rows in the document, and copied as it is listed.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { chromium } from '../browsers/index.mjs';
import { onPage, segment } from '../page.mjs';
import { filesOf, sampleWorkbook } from '../results.mjs';
import { serve } from '../server.mjs';

describe('Chromium', { skip: chromium.missing }, () => {
  let host;
  let workbook;
  before(async () => {
    host = await serve();
    workbook = await sampleWorkbook(60_000, 6_000);
  });
  after(() => host.stop());

  const first = (page) => page.evaluate(`document.querySelector('[data-testid="account-row"] th').textContent`);
  const said = (page, testid) => page.evaluate(`document.querySelector('[data-testid="${testid}"]').textContent`);

  test('sorted, searched, scrolled and copied', async () => {
    const { 'accounts.csv': csv } = await filesOf(workbook, '--lang', 'en', '--no-evidence');
    const accounts = csv.toString().trim().split('\n').slice(1).map((row) => row.split(','));
    const largest = accounts.toSorted((a, b) => Number(b[1]) - Number(a[1]))[0];
    await onPage(chromium, host.url, { locale: 'en-US' }, async (page) => {
      await page.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await segment(page, workbook);
      // By sales, the largest first, until the head is pressed.
      const isFirst = (id) => new Function(`return document.querySelector('[data-testid="account-row"] th')?.textContent === ${JSON.stringify(id)}`);
      await page.waitFor(isFirst(largest[0]));
      await page.click('sort-total-sales');
      await page.waitFor(() => document.querySelector('[aria-sort="ascending"]') !== null);
      assert.notEqual(await first(page), largest[0]);
      await page.click('sort-total-sales');
      await page.waitFor(isFirst(largest[0]));
      await page.evaluate(() => {
        const list = document.querySelector('[data-testid="accounts-scroll"]');
        list.scrollTop = list.scrollHeight / 2;
      });
      await page.waitFor(() => Number(document.querySelector('[data-testid="account-row"]').getAttribute('aria-rowindex')) > 2_000);
      assert.ok((await page.evaluate(`document.querySelectorAll('[data-testid="account-row"]').length`)) < 60, 'few rows in the document');
      await page.click('accounts-copy');
      await page.waitFor(() => /copied/.test(document.querySelector('[data-testid="accounts-copied"]').textContent));
      const copied = (await page.evaluate('navigator.clipboard.readText()')).replaceAll('\r', '').trim().split('\n').map((row) => row.split('\t'));
      assert.equal(copied.length, accounts.length + 1);
      assert.equal(copied[0][0], 'Account');
      assert.deepEqual(copied[1].slice(0, 3), [largest[0], Number(largest[1]).toFixed(2), largest[2]]);
      assert.equal(copied[1][4], largest[7], 'its segment');
      // What is found is listed and copied alone.
      await page.page.fill('[data-testid="accounts-search"]', largest[0]);
      await page.waitFor(() => document.querySelectorAll('[data-testid="account-row"]').length === 1);
      assert.equal(await first(page), largest[0]);
      assert.equal(await said(page, 'accounts-copied'), '', 'nothing is said of another list');
      await page.click('accounts-copy');
      await page.waitFor(() => /^1\u00a0account copied/.test(document.querySelector('[data-testid="accounts-copied"]').textContent));
    });
  });

  test('picked one by one and in stretches, listed and copied alone, until they are laid back', async () => {
    await onPage(chromium, host.url, { locale: 'en-US' }, async (page) => {
      await page.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await segment(page, workbook);
      await page.waitFor('[data-testid="account-row"]');
      const ids = () => page.evaluate(`[...document.querySelectorAll('[data-testid="account-row"] th')].map((cell) => cell.innerText)`);
      const box = (index) => page.page.locator('[data-testid="pick-account"]').nth(index);
      const listed = (await ids()).slice(0, 8);
      await box(1).click();
      assert.match(await said(page, 'picked'), /^1\u00a0account selected$/);
      // By keyboard, and a stretch by Shift.
      await box(3).focus();
      await page.press('Space');
      await box(6).click({ modifiers: ['Shift'] });
      assert.match(await said(page, 'picked'), /^5\u00a0accounts selected$/);
      await page.waitFor(() => document.activeElement?.dataset.testid === 'pick-account');
      await box(4).click();
      const expected = [1, 3, 5, 6].map((index) => listed[index]);
      await page.click('accounts-copy');
      await page.waitFor(() => /^4\u00a0accounts copied/.test(document.querySelector('[data-testid="accounts-copied"]').textContent));
      const copied = (await page.evaluate('navigator.clipboard.readText()')).trim().split('\n').slice(1).map((row) => row.split('\t')[0]);
      assert.deepEqual(copied, expected);
      await page.click('picked-only');
      await page.waitFor(() => document.querySelectorAll('[data-testid="account-row"]').length === 4);
      assert.deepEqual(await ids(), expected);
      // Another order keeps the selection.
      await page.click('sort-account');
      await page.waitFor(new Function(`return document.querySelector('[data-testid="account-row"] th').innerText === ${JSON.stringify([...expected].sort()[0])}`));
      assert.deepEqual(await ids(), [...expected].sort());
      // Whoever is laid back meanwhile stays in sight, the last one too; the arrow keys lead from box to box, and Tab stops at one of all.
      await box(0).focus();
      for (let at = 0; at < 4; at += 1) {
        await page.press('Space');
        await page.press('ArrowDown');
      }
      assert.equal(await said(page, 'picked'), '');
      assert.equal((await ids()).length, 4);
      assert.equal(await page.evaluate(`document.querySelectorAll('[data-testid="pick-account"][tabindex="0"]').length`), 1);
      await page.press('Space');
      // What a search hides is copied all the same.
      await page.page.fill('[data-testid="accounts-search"]', 'no such account');
      await page.waitFor(() => document.querySelectorAll('[data-testid="account-row"]').length === 0);
      await page.click('accounts-copy');
      await page.waitFor(() => /^1\u00a0account copied/.test(document.querySelector('[data-testid="accounts-copied"]').textContent));
      await page.page.fill('[data-testid="accounts-search"]', '');
      await page.click('unpick');
      await page.waitFor(() => document.querySelectorAll('[data-testid="account-row"]').length > 8);
      assert.equal(await said(page, 'picked'), '');
      assert.equal(await page.evaluate(`document.querySelectorAll('[data-testid="pick-account"]:checked').length`), 0);
      // Accounts of another file are others.
      await box(0).click();
      await page.click('sample-button');
      await page.waitFor(() => document.querySelector('[data-testid="picked"]')?.textContent === '', 60_000);
    });
  });
});
