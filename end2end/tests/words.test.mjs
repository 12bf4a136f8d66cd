// The user's own names and advice: everywhere on the page, in the files as the command writes them, and there again with the segments.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { chromium } from '../browsers/index.mjs';
import { chooseK, evidence, onPage, segment, takeAway } from '../page.mjs';
import { filesIn, filesOf, sampleWorkbook } from '../results.mjs';
import { serve } from '../server.mjs';

const NAME = 'Piliers & <b>fidèles</b>';
const ADVICE = '=Call them, "now"';

describe('Chromium', { skip: chromium.missing }, () => {
  let host;
  let workbook;
  before(async () => {
    host = await serve();
    workbook = await sampleWorkbook(5_000, 300);
  });
  after(() => host.stop());

  const text = (page, testid) => page.evaluate(`document.querySelector('[data-testid="${testid}"]')?.textContent ?? ''`);
  const field = (name) => `[data-testid="words-${name}"]`;
  const focused = (page) => page.evaluate('document.activeElement.dataset.testid');

  const call = async (page, number, name, advice) => {
    await page.click(`edit-${number}`);
    await page.waitFor(new Function(`return document.activeElement.dataset.testid === 'words-name-${number}'`));
    await page.page.fill(field(`name-${number}`), name);
    if (advice !== undefined) await page.page.fill(field(`advice-${number}`), advice);
    await page.click(`words-keep-${number}`);
  };

  test('words go into charts and files, and come back with the segments', async () => {
    await onPage(chromium, host.url, { locale: 'en-US' }, async (page) => {
      await segment(page, workbook);
      await evidence(page);
      const made = [await text(page, 'segment-name-1'), await text(page, 'segment-name-2')];
      await call(page, 1, `  ${NAME} `, `${ADVICE}\n`);
      await page.waitFor(new Function(`return document.querySelector('[data-testid="segment-name-1"]').textContent === ${JSON.stringify(NAME)}`));
      await page.waitFor(() => document.activeElement.dataset.testid === 'edit-1');
      assert.equal(await text(page, 'advice-1'), ADVICE);
      assert.equal(await text(page, 'yours-1'), 'These words are yours.');
      assert.ok((await text(page, 'accounts-segment')).includes(NAME), 'the filter of the accounts');
      assert.equal(await page.evaluate('document.querySelectorAll(".cards b").length'), 0);
      // The name that another segment has is refused, and nothing is lost.
      await call(page, 2, NAME);
      assert.match(await text(page, 'words-problem-2'), /Segment 1 is called .* already/);
      await page.press('Escape');
      await page.waitFor(() => document.activeElement.dataset.testid === 'edit-2');
      assert.equal(await text(page, 'segment-name-2'), made[1]);
      // Another language, another number of segments, and back.
      await page.click('language-fr');
      await page.waitFor(() => document.documentElement.lang === 'fr');
      assert.equal(await text(page, 'segment-name-1'), NAME);
      assert.notEqual(await text(page, 'segment-name-2'), made[1]);
      await page.click('language-en');
      const k = await page.evaluate(`document.querySelectorAll('[data-testid^="segment-card-"]').length`);
      await chooseK(page, k + 1);
      assert.notEqual(await text(page, 'segment-name-1'), NAME);
      await chooseK(page, k);
      assert.equal(await text(page, 'segment-name-1'), NAME);
      const names = ['segments', 'accounts', 'report', 'model', 'workbook', 'document'];
      const got = await takeAway(page, filesIn, names);
      const own = ['--name', `1=${NAME}`, '--advice', `1=${ADVICE}`];
      const expected = await filesOf(workbook, '--lang', 'en', ...own);
      for (const [name, bytes] of Object.entries(got)) assert.ok(bytes.equals(expected[name]), `${name} differs`);
      assert.equal(JSON.parse(got['model.json']).segments[0].name, NAME);
      await page.click('edit-1');
      await page.click('words-suggested-1');
      await page.waitFor(new Function(`return document.querySelector('[data-testid="segment-name-1"]').textContent === ${JSON.stringify(made[0])}`));
      assert.equal(await text(page, 'yours-1'), '');
    });
  });

  test('a term is explained where it stands, by mouse and by keyboard', async () => {
    await onPage(chromium, host.url, { locale: 'en-US' }, async (page) => {
      await segment(page, workbook);
      const isOpen = (id) => page.evaluate(`document.getElementById('${id}').matches(':popover-open')`);
      for (const id of ['term-silhouette', 'term-inertia', 'term-rule-1', 'term-centre-1']) {
        await page.page.focus(`button[data-testid="${id}"]`);
        await page.press('Enter');
        assert.ok(await isOpen(id), id);
        assert.ok(await page.evaluate(`document.getElementById('${id}').innerText.length > 60`));
        await page.press('Escape');
        assert.ok(!(await isOpen(id)));
        assert.equal(await focused(page), id);
      }
    });
  });
});
