// A worker that dies is told to the user and replaced; the next file is segmented as if nothing had happened.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { browsers } from '../browsers/index.mjs';
import { evidence, ready, segment, takeAway } from '../page.mjs';
import { filesIn, filesOf, oracle, sampleWorkbook } from '../results.mjs';
import { serve } from '../server.mjs';

/** Follows the worker's code: it dies on demand, as of an error nobody caught. */
const MORTAL_WORKER = `
;self.mortal = new BroadcastChannel('mortal');
self.mortal.onmessage = () => { throw new Error('ended by a test'); };
`;

for (const browser of browsers) {
  describe(browser.name, { skip: browser.missing }, () => {
    let host;
    let small;
    before(async () => {
      host = await serve({ added: { 'worker.js': MORTAL_WORKER } });
      small = await sampleWorkbook(600, 60);
    });
    after(() => host.stop());

    const kill = () => new BroadcastChannel('mortal').postMessage('die');

    test('a death under a job is told, and the next file is segmented', async () => {
      const large = oracle('sales.xlsx') || (await sampleWorkbook(200_000, 5_000));
      const page = await browser.open(host.url, { locale: 'en-US' });
      try {
        await ready(page);
        await page.upload('[data-testid="file-input"]', large);
        await page.waitFor('[data-testid="cancel-button"]');
        await page.evaluate(kill);
        await page.waitFor('[data-testid="error"]', 10_000);
        assert.match(await page.text('[data-testid="error"]'), /ended by a test/);
        await segment(page, small);
        assert.ok(!(await page.evaluate(`document.querySelector('[data-testid="error"]')`)));
      } finally {
        await page.close();
      }
    });

    test('a death between jobs is mended by the next request', async () => {
      const page = await browser.open(host.url, { locale: 'en-US' });
      try {
        await ready(page);
        await segment(page, small);
        await evidence(page);
        await page.evaluate(kill);
        await new Promise((later) => setTimeout(later, 500));
        assert.ok(!(await page.evaluate(`document.querySelector('[data-testid="error"]')`)));
        const got = await takeAway(page, filesIn);
        const expected = await filesOf(small, '--lang', 'en');
        for (const [name, bytes] of Object.entries(expected)) assert.ok(bytes.equals(got[name]), `${name} differs`);
      } finally {
        await page.close();
      }
    });

    test('a death between jobs does not keep the next file', async () => {
      const page = await browser.open(host.url, { locale: 'en-US' });
      try {
        await ready(page);
        await segment(page, small);
        await page.evaluate(kill);
        await new Promise((later) => setTimeout(later, 500));
        // It may have been at the evidence: what is shown stands.
        assert.ok(!(await page.evaluate(`document.querySelector('[data-testid="error"]')`)));
        assert.ok(await page.evaluate(`Boolean(document.querySelector('[data-testid="segment-card-1"]'))`));
        await segment(page, small);
      } finally {
        await page.close();
      }
    });
  });
}
