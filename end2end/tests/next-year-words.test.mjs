// Last year's names stay, and last year's model makes a kit as this year's own segments do.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { chromium } from '../browsers/index.mjs';
import { evidence, onPage, segment, takeAway } from '../page.mjs';
import { filesIn, scratch, segmenta } from '../results.mjs';
import { serve } from '../server.mjs';

const NAME = 'Piliers';
const ADVICE = 'Les appeler en janvier.';

describe('Chromium', { skip: chromium.missing }, () => {
  let host;
  let folder;
  const at = (...names) => join(folder, ...names);
  before(async () => {
    host = await serve();
    folder = await scratch();
    const size = ['--rows', '4000', '--accounts', '300'];
    await segmenta('sample', ...size, '--out', at('one.csv'));
    await segmenta('sample', ...size, '--year', '2', '--out', at('two.csv'));
    const words = ['--k', '4', '--name', `1=${NAME}`, '--advice', `1=${ADVICE}`, '--mark', '1=3'];
    await segmenta('segment', at('one.csv'), '--out', at('last'), '--no-evidence', '--lang', 'en', ...words);
  });
  after(() => host.stop());

  const text = (page, testid) => page.evaluate(`document.querySelector('[data-testid="${testid}"]')?.textContent ?? ''`);

  test('names and advice that a user gave last year are this year’s', async () => {
    await onPage(chromium, host.url, { locale: 'en-US' }, async (page) => {
      await page.upload('[data-testid="file-input"]', at('last/model.json'));
      await page.waitFor('[data-testid="past-file"]');
      await segment(page, at('two.csv'));
      await evidence(page);
      await page.waitFor('[data-testid="way-anew"] dl', 60_000);
      assert.ok((await text(page, 'years-segments')).includes(NAME), 'as last year called it');
      await page.click('years-names');
      const named = () => [...document.querySelectorAll('[data-testid^="segment-name-"]')].findIndex((name) => name.textContent === 'Piliers');
      await page.waitFor(() => [...document.querySelectorAll('[data-testid^="segment-name-"]')].some((name) => name.textContent === 'Piliers'));
      const number = (await page.evaluate(named)) + 1;
      assert.equal(await text(page, `advice-${number}`), ADVICE);
      // Each bears the colour and the shape that its likes of last year have in the comparison.
      const look = (selector) => page.evaluate(`(() => {
        const mark = document.querySelector(${JSON.stringify(selector)});
        return [mark.style.color, mark.querySelector('path').getAttribute('d')].join();
      })()`);
      const shared = await page.evaluate(() => {
        const names = [...document.querySelectorAll('[data-testid^="segment-name-"]')].map((name) => name.textContent);
        const rows = [...document.querySelectorAll('[data-testid="years-segments"] tbody tr')];
        return rows.map((row) => [Number(row.querySelector('th').textContent), row.textContent])
          .map(([number, words]) => [number, names.findIndex((name) => words.includes(name)) + 1]);
      });
      assert.deepEqual(shared.map(([, own]) => own).toSorted(), [1, 2, 3, 4]);
      // Last year's first segment bore the third mark, and the third the first.
      const shape = await page.evaluate(`document.querySelector('[data-testid="years-segments"] tbody tr path').getAttribute('d')`);
      assert.match(shape, /^M0-7l/, 'a triangle');
      const marks = [];
      for (const [at, [last, own]] of shared.entries()) {
        const row = `[data-testid="years-segments"] tbody tr:nth-of-type(${at + 1}) svg`;
        assert.equal(await look(`[data-testid="segment-card-${own}"] svg`), await look(row), `segment ${own} as ${last} last year`);
        marks.push('--mark', `${own}=${[3, 2, 1, 4][last - 1]}`);
      }
      // It goes into the model that next year is given.
      const { 'model.json': model, 'report.html': report } = await takeAway(page, filesIn, ['model', 'document']);
      const { segments } = JSON.parse(model);
      assert.deepEqual([segments[number - 1].name, segments[number - 1].advice], [NAME, ADVICE]);
      const listed = await page.evaluate(() => {
        const cells = [...document.querySelectorAll('[data-testid="account-row"] td:nth-of-type(5)')];
        return cells.map((cell) => [Number(cell.textContent), cell.querySelector('svg').style.color, cell.querySelector('path').getAttribute('d')].join());
      });
      for (const [, own] of shared) {
        const card = `${own},${await look(`[data-testid="segment-card-${own}"] svg`)}`;
        assert.ok(listed.filter((cell) => cell.startsWith(`${own},`)).every((cell) => cell === card), `${card} is not that of ${listed}`);
      }
      const words = segments.flatMap(({ name, advice }, at) => ['--name', `${at + 1}=${name}`, '--advice', `${at + 1}=${advice}`]);
      await segmenta('segment', at('two.csv'), '--out', at('named'), '--lang', 'en', ...words, ...marks);
      assert.ok(report.equals(await readFile(at('named/report.html'))), 'the reports differ');
    });
  });

  test('the kit of the model is that of segmenta score', async () => {
    await onPage(chromium, host.url, { locale: 'en-US' }, async (page) => {
      await page.upload('[data-testid="file-input"]', at('last/model.json'));
      await page.waitFor('[data-testid="past-file"]');
      await segment(page, at('two.csv'));
      await page.waitFor('[data-testid="way-anew"] dl', 60_000);
      await page.click({ css: '[data-testid="load-kit"] summary' });
      await page.waitFor('[data-testid="kit-of-model"]');
      await page.click('kit-of-model');
      for (const other of ['profile', 'sales', 'orders', 'average']) await page.click(`kit-${other}`);
      await page.click('kit-make');
      await page.waitFor('[data-testid="kit-counts"]', 30_000);
      const ranks = ['Sales', 'Orders', 'Average'].map((feature) => `Segment_${feature}_Percent__c`).join();
      const words = ['--profile-field', 'Segment_Profile__c', '--rank-fields', ranks];
      await segmenta('score', at('two.csv'), '--model', at('last/model.json'), '--out', at('applied'), '--kit', at('kit.zip'), '--lang', 'en', ...words);
      const { folder: saved, names } = await page.downloads();
      assert.equal(names[0], 'two-2021-score-salesforce-kit.zip');
      assert.ok((await readFile(at('kit.zip'))).equals(await readFile(join(saved, names[0]))), 'the archives differ');
    });
  });
});
