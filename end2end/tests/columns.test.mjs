// Columns that headers do not tell: mapped by hand, another sheet chosen, and the mapping kept for the next file.

import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { browsers, chromium } from '../browsers/index.mjs';
import { onPage, segment, shown, takeAway } from '../page.mjs';
import { filesIn, filesOf, scratch } from '../results.mjs';
import { serve } from '../server.mjs';

let host;
let unnamed;
let again;
before(async () => {
  host = await serve({ base: '/' });
  const folder = await scratch();
  [unnamed, again] = ['unnamed.csv', 'again.csv'].map((name) => join(folder, name));
  await writeFile(unnamed, sales('Who,What,How many,Each,Other', 3));
  await writeFile(again, sales('Who,What,How many,Each,Other', 5));
});
after(() => host.stop());

/** Lines under headers that say nothing; two columns could be the price. */
function sales(headers, factor) {
  const lines = Array.from({ length: 400 }, (_, line) => {
    const customer = (line * 7) % 40;
    const price = ((customer * factor) % 23) + 1.25;
    return `C${customer},sack,${(line % 5) + 1},${price},${price + 0.5}`;
  });
  return `${headers}\n${lines.join('\n')}\n`;
}

/** Chooses an option of a select by its words or its value. */
const choose = async (page, name, wanted) => {
  await page.waitFor(`[data-testid="${name}"]`);
  await page.evaluate(
    `(() => {
      const select = document.querySelector('[data-testid="${name}"]');
      const option = [...select.options].find((option) => option.text === ${JSON.stringify(wanted)} || option.value === ${JSON.stringify(wanted)});
      select.value = option.value;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    })()`,
  );
};

const chosen = async (page, name) => {
  await page.waitFor(`[data-testid="${name}"]`);
  return page.evaluate(`document.querySelector('[data-testid="${name}"]').selectedOptions[0].text`);
};

const open = (page) => page.evaluate('void (document.querySelector(\'[data-testid="columns"]\').open = true)');

const withPage = (browser, use) =>
  onPage(browser, host.url, {}, async (page) => {
    await page.click('language-en');
    await use(page);
  });

/** Says which column is the account and which the price, after the job has failed for want of them. */
async function mapByHand(page) {
  await page.upload('[data-testid="file-input"]', unnamed);
  await page.waitFor('[data-testid="error"]', 20_000);
  await page.waitFor('[data-testid="columns"][open]');
  await choose(page, 'column-account', 'Who');
  await choose(page, 'column-price', 'Each');
  await page.click('columns-apply');
  await shown(page);
}

for (const browser of browsers) {
  describe(browser.name, { skip: browser.missing }, () => {
    test('columns said by hand give the files that the command gives with the same words, and are kept', async () => {
      await withPage(browser, async (page) => {
        await mapByHand(page);
        assert.equal(await chosen(page, 'column-quantity'), 'How many');
        const words = ['--column', 'account=Who', '--column', 'price=Each', '--lang', 'en'];
        const names = ['segments', 'accounts', 'excluded'];
        const [got, expected] = [await takeAway(page, filesIn, names), await filesOf(unnamed, ...words)];
        for (const name of names) assert.ok(expected[`${name}.csv`].equals(got[`${name}.csv`]), `${name} differs`);

        const kept = await page.evaluate('localStorage.getItem("segmenta.columns")');
        assert.ok(!/Who|Each|sack/.test(kept), kept);
        await segment(page, again);
        await page.waitFor('[data-testid="columns-remembered"]');
        await open(page);
        assert.equal(await chosen(page, 'column-account'), 'Who');
        await page.click('columns-forget');
        await page.waitFor('[data-testid="columns-problem"], [data-testid="error"]', 20_000);
        assert.equal(await page.evaluate('localStorage.getItem("segmenta.columns")'), null);
      });
    });
  });
}

/** The first accounts listed; how many rows are in the document depends on what is in view. */
async function firstRows(page) {
  const rows = `[...document.querySelectorAll('[data-testid="account-row"]')].slice(0, 5).map((row) => row.innerText)`;
  await page.waitFor(new Function(`return ${rows}.length === 5`));
  return (await page.evaluate(rows)).join('\n');
}

describe('Chromium', { skip: chromium.missing }, () => {
  test('another column is read while what stood stays, and a choice that gives nothing leaves it', async () => {
    await withPage(chromium, async (page) => {
      await mapByHand(page);
      const before = await firstRows(page);
      await choose(page, 'column-price', 'Other');
      await page.click('columns-apply');
      await page.waitFor(() => !document.querySelector('[data-testid="progress"]'), 60_000);
      await page.waitFor(() => document.querySelector('[data-testid="download-segments"]')?.ariaDisabled === null, 60_000);
      const after = await firstRows(page);
      assert.notEqual(after, before);
      await choose(page, 'column-quantity', 'What');
      await page.click('columns-apply');
      await page.waitFor('[data-testid="columns-problem"]', 20_000);
      assert.equal(await firstRows(page), after);
      const got = await takeAway(page, filesIn, ['accounts']);
      const expected = await filesOf(unnamed, '--column', 'account=Who', '--column', 'price=Other');
      assert.ok(expected['accounts.csv'].equals(got['accounts.csv']));
    });
  });

  test('what is recognised comes back though a choice was kept, which is then forgotten for good', async () => {
    await withPage(chromium, async (page) => {
      await mapByHand(page);
      await segment(page, again);
      await page.waitFor('[data-testid="columns-remembered"]');
      await open(page);
      await page.waitFor('[data-testid="columns-reset"]');
      await page.click('columns-reset');
      await page.waitFor('[data-testid="columns-problem"]', 20_000);
      assert.equal(await page.evaluate('document.activeElement.dataset.testid'), 'columns-reset', 'the focus stays');
      await page.click('rule-copies');
      await page.waitFor(() => !document.querySelector('[data-testid="progress"]'), 60_000);
      await page.waitFor(() => document.querySelector('[data-testid="download-segments"]')?.ariaDisabled === null, 60_000);
      assert.equal(await page.evaluate('localStorage.getItem("segmenta.columns")'), null);
    });
  });

  test('another sheet of the workbook is read', async () => {
    const workbook = fileURLToPath(new URL('../fixtures/two-sheets.xlsx', import.meta.url));
    await withPage(chromium, async (page) => {
      await page.upload('[data-testid="file-input"]', workbook);
      await page.waitFor('[data-testid="error"]', 20_000);
      await choose(page, 'choose-sheet', 'Ventes');
      await page.waitFor(() => !document.querySelector('[data-testid="column-price"]'));
      await page.click('columns-apply');
      await page.waitFor('[data-testid="segment-card-1"]', 60_000);
      assert.match(await chosen(page, 'choose-sheet'), /^Ventes \(201 × 4\)$/);
      assert.equal(await chosen(page, 'column-price'), 'Prix net');
      assert.ok(!(await page.evaluate('document.querySelector(\'[data-testid="columns"]\').open')));
    });
  });
});
