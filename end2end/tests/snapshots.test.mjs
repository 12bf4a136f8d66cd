// The main states of the page as they were looked at and found good: pictures in `snapshots/`, compared pixel by pixel.
//
// After a change that is meant to be seen: SNAPSHOTS=write node --test tests/snapshots.test.mjs, look at each picture, and commit them.
// Letters look otherwise with other fonts or another Chromium: the pictures are compared where both are those they were taken with.

import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { chromium } from '../browsers/index.mjs';
import { evidence, ready, segment, shown } from '../page.mjs';
import { sampleWorkbook } from '../results.mjs';
import { serve } from '../server.mjs';

const WRITES = process.env.SNAPSHOTS === 'write';
const FOLDER = new URL('../snapshots/', import.meta.url);
const OUTPUT = new URL('../output/', import.meta.url);
/** Channels that differ by less are the same colour. */
const NEAR = 24;
/** Share of the pixels that may differ. */
const MOST = 0.001;

const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 360, height: 740 };

/** What is shown, in which language and colours, how wide; `at` is brought to the top of the window. */
const STATES = [
  { name: 'start-fr', size: WIDE },
  { name: 'start-en-dark-narrow', size: NARROW },
  { name: 'error-fr-narrow', size: NARROW, bad: true, at: 'error' },
  { name: 'check-en', size: WIDE, file: true, at: 'check' },
  { name: 'compare-fr-dark', size: WIDE, file: true, at: 'compare' },
  { name: 'understand-en', size: WIDE, file: true, at: 'understand' },
  { name: 'understand-fr-dark-narrow', size: NARROW, file: true, at: 'understand' },
  { name: 'portraits-fr', size: WIDE, file: true, at: 'portraits' },
  { name: 'scatter-en-dark', size: WIDE, file: true, at: 'scatter-0' },
  { name: 'accounts-fr', size: WIDE, file: true, at: 'accounts' },
  { name: 'take-away-en-dark', size: WIDE, file: true, at: 'take-away' },
];

let host;
let workbook;
before(async () => {
  if (WRITES) await mkdir(FOLDER, { recursive: true });
  host = await serve();
  workbook = await sampleWorkbook(5_000, 300);
});
after(() => host.stop());

/** What the letters of a picture depend on: the browser, and the widths of some in the page's own font. */
async function environment(page) {
  const chromium = page.page.context().browser().version().split('.')[0];
  const letters = await page.evaluate(() => {
    const canvas = document.createElement('canvas').getContext('2d');
    const { fontFamily } = getComputedStyle(document.body);
    return ['400', '700'].map((weight) => {
      canvas.font = `${weight} 32px ${fontFamily}`;
      return Math.round(canvas.measureText('Àé œ 0123456789 Wij — €').width * 100) / 100;
    });
  });
  return { chromium, letters };
}

async function show(page, { name, bad, file, at }) {
  await page.page.emulateMedia({ reducedMotion: 'reduce' });
  await page.click(`language-${/-(fr|en)/.exec(name)[1]}`);
  if (bad) {
    await page.page.setInputFiles('[data-testid="file-input"]', { name: 'ventes.docx', mimeType: '', buffer: Buffer.from('PK\x05\x06no workbook') });
    await page.waitFor('[data-testid="error"]', 20_000);
  }
  if (file) {
    await segment(page, workbook);
    await evidence(page);
    await shown(page);
    await page.waitFor(() => [...document.querySelectorAll('canvas')].every((canvas) => canvas.getAttribute('aria-busy') !== 'true'), 30_000);
  }
  await page.evaluate((at) => {
    document.activeElement?.blur();
    document.querySelector(`[data-testid="${at}"]`)?.scrollIntoView();
  }, at);
  // Two frames: one for what follows the scrolling, one to paint it.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 100)))));
}

/** The share of pixels that differ, found by the browser itself; 1 where the sizes do. */
const difference = (page, one, other) =>
  page.page.evaluate(
    async ([one, other, near]) => {
      const pixels = async (base64) => {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
        canvas.drawImage(bitmap, 0, 0);
        return canvas.getImageData(0, 0, bitmap.width, bitmap.height);
      };
      const [a, b] = [await pixels(one), await pixels(other)];
      if (a.width !== b.width || a.height !== b.height) return 1;
      let differing = 0;
      for (let at = 0; at < a.data.length; at += 4) {
        const differs = [0, 1, 2].some((channel) => Math.abs(a.data[at + channel] - b.data[at + channel]) > near);
        differing += Number(differs);
      }
      return differing / (a.data.length / 4);
    },
    [one.toString('base64'), other.toString('base64'), NEAR],
  );

describe('Chromium', { skip: chromium.missing }, () => {
  test('the main states look as they were found good', { timeout: 300_000 }, async (context) => {
    const taken = new URL('environment.json', FOLDER);
    const known = WRITES ? undefined : JSON.parse(await readFile(taken, 'utf8'));
    const found = [];
    for (const state of STATES) {
      const page = await chromium.open(host.url, { locale: 'en-US', dark: state.name.includes('dark'), ...state.size });
      try {
        await ready(page);
        const here = await environment(page);
        if (WRITES) await writeFile(taken, `${JSON.stringify(here)}\n`);
        else if (JSON.stringify(here) !== JSON.stringify(known)) {
          return context.skip(`taken with ${JSON.stringify(known)}, not ${JSON.stringify(here)}`);
        }
        await show(page, state);
        const picture = await page.page.screenshot({ animations: 'disabled', caret: 'hide' });
        const kept = new URL(`${state.name}.png`, FOLDER);
        if (WRITES) {
          await writeFile(kept, picture);
          continue;
        }
        const share = await difference(page, picture, await readFile(kept));
        if (share > MOST) {
          await mkdir(OUTPUT, { recursive: true });
          const shown = new URL(`${state.name}.png`, OUTPUT);
          await writeFile(shown, picture);
          found.push(`${state.name}: ${(100 * share).toFixed(2)} % of its pixels, see ${shown.pathname}`);
        }
      } finally {
        await page.close();
      }
    }
    assert.deepEqual(found, []);
  });
});
