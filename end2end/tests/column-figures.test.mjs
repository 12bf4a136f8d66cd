// Each column in figures: on the page as in the command's report, in both languages, narrow and wide.

import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { join } from 'node:path';
import { browsers } from '../browsers/index.mjs';
import { ready, segment } from '../page.mjs';
import { filesOf, scratch } from '../results.mjs';
import { serve } from '../server.mjs';

let host;
let file;
let report;
before(async () => {
  host = await serve({ base: '/' });
  file = join(await scratch(), 'ventes.csv');
  await writeFile(file, sales());
  report = JSON.parse((await filesOf(file, '--lang', 'fr', '--no-evidence'))['report.json']);
});
after(() => host.stop());

/** Lines with a number and a date that play no part, a code, and an empty column. */
function sales() {
  const lines = Array.from({ length: 400 }, (_, line) => {
    const [day, month] = [(line % 28) + 1, (line % 12) + 1].map((number) => String(number).padStart(2, '0'));
    const price = (((line * 7) % 40) * 3 + 1.25).toFixed(2).replace('.', ',');
    return [`C${(line * 7) % 40}`, (line % 5) + 1, price, `${day}/${month}/2020`, line % 9 ? `${line % 9},5` : '', `0${line % 7}1`, ''].join(';');
  });
  return `Compte;Quantité;Prix net;Date de début;Remise;Code;Vide\n${lines.join('\n')}\n`;
}

/** The text of each cell of each row, and the heights of the bars of its histogram. */
const rows = (page) =>
  page.evaluate(`[...document.querySelectorAll('[data-testid="check-details"] tbody tr')].map((row) => ({
    cells: [...row.children].map((cell) => (cell.querySelector('svg') ? '' : cell.textContent)),
    bars: [...row.querySelectorAll('rect')].map((bar) => Number(bar.getAttribute('height'))),
    told: row.querySelector('svg')?.getAttribute('aria-label') ?? '',
  }))`);

const count = (number, language) => number.toLocaleString(language).replaceAll('\u00a0', '\u202f');

for (const browser of browsers) {
  describe(browser.name, { skip: browser.missing }, () => {
    test('the page shows the figures of the report, in both languages', async () => {
      const page = await browser.open(host.url, { width: 360 });
      try {
        await ready(page);
        await page.click('language-fr');
        await segment(page, file);
        await page.evaluate('document.querySelector(\'[data-testid="check-details"]\').open = true');
        await page.waitFor('[data-testid="check-details"] tbody tr');
        const french = await rows(page);
        await page.click('language-en');
        await page.waitFor(() => document.documentElement.lang === 'en');
        const english = await rows(page);

        assert.equal(report.columns.length, 7);
        for (const [at, column] of report.columns.entries()) {
          const [inFrench, inEnglish] = [french[at], english[at]];
          assert.equal(inFrench.cells[0], column.name);
          for (const [shown, language] of [[inFrench, 'fr-FR'], [inEnglish, 'en-US']]) {
            const counts = [column.filled, column.distinct, column.repeated].map((number) => count(number, language));
            assert.deepEqual([shown.cells[3], shown.cells[5], shown.cells[6]], counts);
          }
          const highest = Math.max(...(column.histogram ?? []));
          const heights = (column.histogram ?? []).map((cells) => Math.max((cells / highest) * 20, cells ? 1 : 0));
          assert.equal(inFrench.bars.length, heights.length);
          inFrench.bars.forEach((height, bar) => assert.ok(Math.abs(height - heights[bar]) < 1e-9));
        }
        assert.deepEqual(french.map(({ cells }) => cells[2]), [
          'texte', 'nombre entier', 'nombre décimal', 'date', 'nombre décimal', 'texte', 'vide',
        ]);
        const price = report.columns[2];
        assert.deepEqual(
          english[2].cells.slice(7, 12).map((cell) => Number(cell.replaceAll(',', ''))),
          [price.min, ...price.quartiles, price.max],
        );
        assert.equal(english[3].cells[7], report.columns[3].min);
        assert.equal(english[1].told, `From 1 to 5, in twelfths: ${report.columns[1].histogram.join(' · ')}`);
        assert.deepEqual(english[6].cells.slice(2, 6), ['empty', '0', '0.0%', '0']);
        assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), 'the page scrolls sideways');
        assert.deepEqual(await page.consoleErrors(), []);
        assert.deepEqual(await page.violations(), []);
      } finally {
        await page.close();
      }
    });
  });
}
