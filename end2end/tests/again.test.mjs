// Twenty runs in a row: the twentieth takes no more memory than the fifth.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { chromium } from '../browsers/index.mjs';
import { evidence, ready } from '../page.mjs';
import { sampleWorkbook } from '../results.mjs';
import { serve } from '../server.mjs';

/** Runs before a program's own scripts: keeps its memory. */
const KEEP_MEMORY = `{
  const instantiate = WebAssembly.instantiate;
  WebAssembly.instantiate = async (...words) => {
    const result = await instantiate(...words);
    globalThis.memory = (result.instance ?? result).exports.memory;
    return result;
  };
}`;

/** Runs before the page's own scripts: the script that its workers are started from does the same first. */
const AND_OF_WORKERS = `globalThis.Blob = class extends Blob {
  constructor(parts, options) {
    super(options?.type === 'text/javascript' ? [${JSON.stringify(KEEP_MEMORY)}, ...parts] : parts, options);
  }
};`;

describe('Chromium', { skip: chromium.missing }, () => {
  let host;
  let files;
  before(async () => {
    host = await serve();
    files = [await sampleWorkbook(5_000, 300), await sampleWorkbook(4_000, 250)];
  });
  after(() => host.stop());

  const memoryOf = async (page, browser) => {
    await browser.send('HeapProfiler.collectGarbage');
    const { metrics } = await browser.send('Performance.getMetrics');
    const metric = (name) => metrics.find((metric) => metric.name === name).value;
    return {
      heap: metric('JSHeapUsedSize'),
      nodes: metric('Nodes'),
      listeners: metric('JSEventListeners'),
      documents: metric('Documents'),
      page: await page.evaluate('memory.buffer.byteLength'),
      workers: await Promise.all(page.page.workers().map((worker) => worker.evaluate('memory.buffer.byteLength'))),
    };
  };

  test('twenty files in a row', async (context) => {
    const page = await chromium.open('', { locale: 'en-US' });
    try {
      await page.page.addInitScript(KEEP_MEMORY);
      await page.page.addInitScript(AND_OF_WORKERS);
      await page.goto(`${host.url}?workers=2`);
      await ready(page);
      const browser = await page.page.context().newCDPSession(page.page);
      await browser.send('Performance.enable');
      const taken = [];
      for (let run = 1; run <= 20; run += 1) {
        await page.evaluate(() => document.querySelector('[data-testid="verdict"]')?.setAttribute('data-old', ''));
        await page.upload('[data-testid="file-input"]', files[run % 2]);
        await page.waitFor(() => !document.querySelector('[data-old]'), 60_000);
        await page.waitFor('[data-testid="take-away"]', 60_000);
        await evidence(page);
        taken.push(await memoryOf(page, browser));
      }
      for (const run of [1, 5, 10, 15, 20]) context.diagnostic(`run ${run}: ${JSON.stringify(taken[run - 1])}`);
      // Of the same file each: after the fifth run, and the last three of it.
      const [fifth, ninth] = [taken[4], taken[8]];
      for (const last of [taken[14], taken[16], taken[18]]) {
        for (const name of ['nodes', 'listeners', 'documents']) {
          assert.ok(last[name] <= fifth[name] * 1.02, `${name}: ${fifth[name]}, then ${last[name]}`);
        }
        // Memory of wasm is never given back: what a run had enough of, the next has too.
        assert.ok(last.page <= fifth.page, `the page: ${fifth.page} bytes, then ${last.page}`);
        assert.equal(last.workers.length, 2);
        const areFlat = last.workers.every((bytes, index) => bytes <= fifth.workers[index]);
        assert.ok(areFlat, `the workers: ${fifth.workers} bytes, then ${last.workers}`);
        // The browser goes on compiling what runs often for some more.
        assert.ok(last.heap <= ninth.heap * 1.05, `the heap: ${ninth.heap} bytes, then ${last.heap}`);
      }
    } finally {
      await page.close();
    }
  });
});
