// File after file: the page takes each as if it were the first, and does not grow.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { chromium } from '../browsers/index.mjs';
import { ready } from '../page.mjs';
import { sampleWorkbook } from '../results.mjs';
import { serve } from '../server.mjs';

const FILES = 20;
/** By then everything the page keeps for good is there. */
const SETTLED = 5;
/** Memory grows by pages of 64 KiB; what a file takes may come to lie in another place once or twice. */
const MARGIN = 256 * 1024;

let host;
let workbook;
before(async () => {
  host = await serve();
  workbook = await sampleWorkbook(3_000, 200);
});
after(() => host.stop());

/** Bytes of the memory of the page's own wasm, which never gives any back. */
async function pageMemory({ page }) {
  const session = await page.context().newCDPSession(page);
  const { result: prototype } = await session.send('Runtime.evaluate', { expression: 'WebAssembly.Memory.prototype' });
  const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: prototype.objectId });
  const { result } = await session.send('Runtime.callFunctionOn', {
    objectId: objects.objectId,
    functionDeclaration: 'function () { return Math.max(...this.map((memory) => memory.buffer.byteLength)); }',
    returnByValue: true,
  });
  await session.detach();
  return result.value;
}

describe(chromium.name, { skip: chromium.missing }, () => {
  test(`${FILES} files one after the other leave the page's memory as it is`, async () => {
    const page = await chromium.open(host.url);
    try {
      await ready(page);
      const sizes = [];
      for (let file = 0; file < FILES; file += 1) {
        await page.upload('[data-testid="file-input"]', workbook);
        await page.waitFor(() => !document.querySelector('[data-testid="verdict"]'));
        await page.waitFor(() => document.querySelector('[data-testid="verdict"]') && document.querySelector('[data-testid="take-away"]'), 60_000);
        sizes.push(await pageMemory(page));
      }
      assert.ok(sizes.at(-1) <= sizes[SETTLED - 1] + MARGIN, `bytes after each file: ${sizes.join(', ')}`);
      assert.deepEqual(await page.consoleErrors(), []);
    } finally {
      await page.close();
    }
  });
});
