// "Verify it yourself": the button shows how the browser refuses, and nothing arrives anywhere.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { browsers, chromium } from '../browsers/index.mjs';
import { ready } from '../page.mjs';
import { DIST, serve } from '../server.mjs';

for (const browser of browsers) {
  describe(browser.name, { skip: browser.missing }, () => {
    let host;
    let elsewhere;
    before(async () => {
      host = await serve();
      elsewhere = await serve();
    });
    after(async () => {
      await host.stop();
      await elsewhere.stop();
    });

    test('the button shows refusals, and no host hears of it', async () => {
      const page = await browser.open(host.url, { locale: 'en-US' });
      try {
        await ready(page);
        await page.click('language-en');
        await page.click('verify-open');
        await page.waitFor('[data-testid="verify"][open] [data-testid="verify-address"]');
        const asked = host.log.length;
        await page.evaluate((address) => {
          const input = document.querySelector('[data-testid="verify-address"]');
          input.value = address;
          input.dispatchEvent(new Event('input', { bubbles: true }));
        }, elsewhere.url);
        await page.click('verify-send');
        await page.waitFor(() => document.querySelectorAll('[data-outcome]').length === 2, 20_000);
        const outcomes = await page.evaluate(() =>
          [...document.querySelectorAll('[data-outcome]')].map((item) => [item.dataset.outcome, item.innerText]),
        );
        for (const [index, address] of [host.url, elsewhere.url].entries()) {
          const [outcome, text] = outcomes[index];
          assert.equal(outcome, 'refused', text);
          assert.ok(text.startsWith(`Refused by the browser: ${address}`), text);
          assert.match(text, /effectiveDirective: connect-src\nblockedURI: \S*localhost/);
          assert.match(text, /originalPolicy: default-src 'none'; script-src 'wasm-unsafe-eval'/);
        }
        assert.equal(host.log.length, asked, 'the own host was reached');
        assert.equal(elsewhere.log.length, 0, 'another host was reached');
      } finally {
        await page.close();
      }
    });

    test('shows the hash of every file', async () => {
      const page = await browser.open(host.url, { locale: 'en-US' });
      try {
        await ready(page);
        await page.click('verify-open');
        await page.waitFor('[data-testid="verify-hashes"]');
        const shown = await page.evaluate(() =>
          [...document.querySelectorAll('[data-testid="verify-hashes"] tbody tr')].map(({ cells }) => [...cells].map((cell) => cell.innerText)),
        );
        const names = (await readdir(DIST)).filter((name) => name !== 'sha256sums.txt').sort();
        const hash = async (name) => createHash('sha256').update(await readFile(DIST + name)).digest('hex');
        assert.deepEqual(shown, await Promise.all(names.map(async (name) => [name, await hash(name)])));
      } finally {
        await page.close();
      }
    });
  });
}

describe('Chromium', { skip: chromium.missing }, () => {
  test('what would leave is told as such', async () => {
    const host = await serve();
    const page = await chromium.open(host.url, { locale: 'en-US' });
    try {
      await ready(page);
      // As if nothing refused it.
      await page.evaluate(() => {
        globalThis.fetch = async () => new Response();
      });
      await page.click('verify-open');
      await page.click('verify-send');
      await page.waitFor(() => document.querySelectorAll('[data-outcome="sent"]').length === 2);
      assert.match(await page.text('[data-outcome="sent"]'), /the seal does not hold/);
    } finally {
      await page.close();
      await host.stop();
    }
  });
});
