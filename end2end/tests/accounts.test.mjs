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
});
