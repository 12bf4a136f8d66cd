// The page loads in each browser, under a path that is not the root, and its worker's code works where workers are started from.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { browsers } from '../browsers/index.mjs';
import { serve } from '../server.mjs';

for (const { name, missing, open } of browsers) {
  describe(name, { skip: missing }, () => {
    let host;
    let page;

    before(async () => {
      host = await serve({ base: '/any/path/' });
      page = await open(host.url);
      await page.waitFor(() => globalThis.segmentaWorker && !document.getElementById('boot'), 30_000);
    });

    after(async () => {
      await page?.close();
      await host?.stop();
    });

    test('starts without an error or a refusal', async () => {
      assert.deepEqual(await page.consoleErrors(), []);
      assert.deepEqual(await page.violations(), []);
    });

    test('asks for each file once, and only of its own host; so does the service worker', async () => {
      const asked = host.log.filter(({ path }) => !path.includes('observer.js'));
      assert.ok(asked.every(({ path }) => path.startsWith('/any/path/')), JSON.stringify(asked));
      for (const ofKeeper of [false, true]) {
        const paths = asked.filter((request) => request.ofKeeper === ofKeeper).map(({ path }) => path);
        assert.deepEqual(paths, [...new Set(paths)]);
      }
      const foreign = (await page.requests()).filter((url) => !url.startsWith(new URL(host.url).origin));
      assert.deepEqual(foreign, []);
    });

    test('says so in both languages when part of the program does not arrive', async () => {
      const poor = await serve({ withheld: ['worker_bg'] });
      await page.goto(poor.url);
      await page.waitFor(() => document.getElementById('boot-failed')?.hidden === false, 30_000);
      const said = await page.text('#boot-failed');
      await poor.stop();
      assert.match(said, /n’a pas pu démarrer[^]*could not start[^]*404 \/worker_bg\.wasm/);
      assert.deepEqual(await page.violations(), []);
    });
  });
}
