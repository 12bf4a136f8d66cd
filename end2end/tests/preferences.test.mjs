// What a person has set or the browser says of them: language, colours; a browser that is too old; where in the page one is; the report on paper.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { poll } from '../browsers/common.mjs';
import { browsers, chromium } from '../browsers/index.mjs';
import { onPage, ready, segment } from '../page.mjs';
import { sampleWorkbook } from '../results.mjs';
import { serve } from '../server.mjs';

let host;
let workbook;
before(async () => {
  host = await serve();
  workbook = await sampleWorkbook(5_000, 300);
});
after(() => host.stop());

const dress = (page) =>
  page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset.theme, document.title]);

for (const browser of browsers) {
  describe(browser.name, { skip: browser.missing }, () => {
    test('language and colours are the browser’s at first, then those that were set, over a reload too', async () => {
      const page = await browser.open(host.url, { locale: 'en-US', dark: true });
      try {
        await ready(page);
        const [language, theme] = await dress(page);
        if (browser.supports.locale) assert.equal(language, 'en');
        assert.equal(theme, 'dark');
        const other = language === 'en' ? 'fr' : 'en';
        await page.click(`language-${other}`);
        await page.click('theme-light');
        const set = await dress(page);
        assert.deepEqual(set.slice(0, 2), [other, 'light']);
        await page.goto(host.url);
        await ready(page);
        assert.deepEqual(await dress(page), set);
      } finally {
        await page.close();
      }
    });

    test('the step whose section is read is told', async () => {
      await onPage(browser, host.url, { locale: 'en-US' }, async (page) => {
        const current = () => page.evaluate(() => [...document.querySelectorAll('.steps [aria-current="step"]')].map((link) => link.hash));
        assert.deepEqual(await current(), ['#drop']);
        await segment(page, workbook);
        await page.waitFor(() => !document.querySelector('[data-testid="evidence-progress"]'), 120_000);
        for (const id of ['compare', 'understand', 'take-away', 'check']) {
          await page.evaluate((id) => document.getElementById(id).scrollIntoView(), id);
          await page.waitFor(new Function(`return document.querySelector('.steps [aria-current="step"]').hash === '#${id}'`), 10_000);
          assert.deepEqual(await current(), [`#${id}`]);
        }
      });
    });
  });
}

describe('Chromium', { skip: chromium.missing }, () => {
  test('a browser that is too old is told so, and loads nothing more', async () => {
    const page = await chromium.open('', { locale: 'fr-FR' });
    try {
      await page.page.addInitScript(() => (WebAssembly.validate = () => false));
      await page.goto(host.url);
      await page.waitFor(() => !document.getElementById('boot-too-old').hidden, 10_000);
      const said = await page.text('#boot-too-old');
      assert.match(said, /trop ancien[^]*too old/);
      assert.equal(await page.evaluate(() => document.getElementById('boot-failed').hidden), true);
      assert.equal(await page.evaluate(() => document.querySelectorAll('[data-testid="drop-zone"]').length), 0);
    } finally {
      await page.close();
    }
  });

  test('the report prints on A4: a summary, then each segment on a sheet of its own', async () => {
    await onPage(chromium, host.url, { locale: 'en-US' }, async (page) => {
      await segment(page, workbook);
      await page.waitFor(() => !document.querySelector('[data-testid="evidence-progress"]'), 120_000);
      const segments = await page.evaluate(() => document.querySelectorAll('.card').length);
      await page.click('download-document');
      const isReport = (name) => name.endsWith('.html');
      const saved = await poll(async () => {
        const saved = await page.downloads();
        return saved.names.some(isReport) && saved;
      }, 30_000, 'the report is saved');
      const report = await page.page.context().newPage();
      await report.goto(`file://${join(saved.folder, saved.names.find(isReport))}`);
      const sheets = await report.evaluate(() => document.querySelectorAll('.sheet').length);
      const pdf = (await report.pdf({ format: 'A4', printBackground: true })).toString('latin1');
      const pages = pdf.match(/\/Type\s*\/Page\b(?!s)/g).length;
      // In points; Chromium rounds up to its own pixels.
      for (const [, width, height] of pdf.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/g)) {
        assert.ok(Math.abs(width - 595.3) < 1 && Math.abs(height - 841.9) < 1.1, `${width} × ${height}`);
      }
      assert.ok(sheets >= segments + 1, `${sheets} sheets for ${segments} segments`);
      assert.equal(pages, sheets, 'no sheet runs over its page');
    });
  });
});
