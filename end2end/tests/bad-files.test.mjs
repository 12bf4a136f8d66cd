// Files that are no sales workbook: each gets a message, and the page goes on.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '../browsers/index.mjs';
import { ready, segment } from '../page.mjs';
import { sampleWorkbook, scratch } from '../results.mjs';
import { serve } from '../server.mjs';

describe('Chromium', { skip: chromium.missing }, () => {
  let host;
  let workbook;
  let files;
  before(async () => {
    host = await serve();
    workbook = await sampleWorkbook(600, 60);
    files = await makeFiles(await scratch(), await readFile(workbook));
  });
  after(() => host.stop());

  for (const locale of ['fr-FR', 'en-US']) {
    test(`each says what is wrong and what to do, and a good file follows (${locale})`, async () => {
      const page = await chromium.open(host.url, { locale });
      try {
        await ready(page);
        const words = new Set();
        for (const path of files) {
          await page.upload('[data-testid="file-input"]', path);
          await page.waitFor('[data-testid="error"]', 10_000);
          const message = await page.text('[data-testid="error"]');
          assert.ok(message.length > 40, message);
          words.add(message);
          await segment(page, workbook);
          await page.waitFor(() => !document.querySelector('[data-testid="error"]'), 2_000);
        }
        assert.equal(words.size, files.length, 'two different faults read the same');
        assert.deepEqual(await page.consoleErrors(), []);
        assert.deepEqual(await page.violations(), []);
      } finally {
        await page.close();
      }
    });
  }
});

async function makeFiles(folder, good) {
  const contents = {
    'letter.xlsx': Buffer.from('Dear sales department, here are the figures.\n'),
    'report.pdf': Buffer.from('%PDF-1.7\n%âãÏÓ\n'),
    'unclosed.csv': Buffer.from('Name,Price\nA,1\n"B,2\nC,3\n'),
    'prose.txt': Buffer.from('Dear all,\n\nhere are, as asked, the figures, for 2020.\nBest,\n'),
    'page.xlsx': Buffer.from('<!DOCTYPE html><html><body><table><tr><td>1</td></tr></table></body></html>'),
    'truncated.xlsx': good.subarray(0, Math.floor(good.length / 2)),
    'nothing.xlsx': Buffer.alloc(0),
  };
  const paths = Object.keys(contents).map((name) => join(folder, name));
  await Promise.all(Object.values(contents).map((bytes, index) => writeFile(paths[index], bytes)));
  const made = ['empty-sheet.xlsx', 'no-price.xlsx'];
  return paths.concat(made.map((name) => fileURLToPath(new URL(`../fixtures/bad/${name}`, import.meta.url))));
}
