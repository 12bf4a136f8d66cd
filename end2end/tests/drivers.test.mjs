// The drivers themselves, on a page that does what they must notice: without this a test that sees no error proves nothing.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { after, before, describe, test } from 'node:test';
import { browsers } from '../browsers/index.mjs';
import { poll } from '../browsers/common.mjs';
import { serve } from '../server.mjs';

const FOLDER = fileURLToPath(new URL('../fixtures/drivers/', import.meta.url));

for (const { name, missing, open, supports } of browsers) {
  describe(`${name}'s driver`, { skip: missing }, () => {
    let host;
    let page;

    before(async () => {
      host = await serve({ folder: FOLDER });
      page = await open(host.url, { locale: 'en-GB', dark: true, width: 700, height: 600 });
      await page.waitFor(() => document.getElementById('scheme').textContent !== '');
    });

    after(async () => {
      await page?.close();
      await host?.stop();
    });

    test('sets language, scheme and size', async () => {
      if (supports.locale) assert.equal(await page.text('#language'), 'en-GB');
      assert.equal(await page.text('#scheme'), 'dark');
      const width = await page.evaluate(() => innerWidth);
      assert.ok(width > 600 && width <= 700, `${width}`);
    });

    test('gives a file', async () => {
      const path = join(tmpdir(), 'segmenta-given.txt');
      await writeFile(path, 'words');
      await page.upload('#file', path);
      await page.waitFor(() => document.getElementById('given').textContent !== '');
      assert.equal(await page.text('#given'), 'segmenta-given.txt: words');
    });

    test('clicks by role and finds what was downloaded', async () => {
      await page.click({ role: 'button', name: 'Save' });
      const found = await poll(async () => {
        const { folder, names } = await page.downloads();
        return names.length > 0 && { folder, names };
      }, 10_000, 'a file has arrived');
      assert.deepEqual(found.names, ['saved.csv']);
      assert.equal(await readFile(join(found.folder, 'saved.csv'), 'utf8'), 'a,b\n1,2\n');
    });

    test('notices errors and refusals', async () => {
      assert.deepEqual(await page.violations(), []);
      await page.click('err');
      await poll(async () => (await page.violations()).length > 0, 5_000, 'the refusal is noticed');
      assert.match((await page.violations())[0], /^img-src .*nothing\.png$/);
      assert.ok((await page.consoleErrors()).some((line) => line.includes('a mistake')));
    });

    test('goes offline', { skip: supports.offline ? false : `${name}'s driver has no offline mode` }, async () => {
      const reaches = () => page.evaluate(() => fetch('page.js', { cache: 'no-store' }).then(() => true, () => false));
      assert.equal(await reaches(), true);
      await page.setOffline(true);
      assert.equal(await reaches(), false);
    });

    test('gives each page a browser that was never anywhere', async () => {
      const again = () => open(host.url, { locale: 'en-GB', dark: true });
      const first = await again();
      await first.evaluate(() => localStorage.setItem('been', 'here'));
      await first.click({ role: 'button', name: 'Save' });
      await poll(async () => (await first.downloads()).names.length > 0, 10_000, 'a file has arrived');
      await first.close();
      const second = await again();
      try {
        assert.equal(await second.evaluate(() => localStorage.getItem('been')), null);
        assert.deepEqual((await second.downloads()).names, []);
        await second.click({ role: 'button', name: 'Save' });
        await poll(async () => (await second.downloads()).names.length > 0, 10_000, 'a file has arrived');
        assert.deepEqual((await second.downloads()).names, ['saved.csv']);
      } finally {
        await second.close();
      }
    });

    test('takes a picture', async () => {
      const path = join(tmpdir(), `segmenta-${name}.png`);
      await page.screenshot(path);
      assert.ok((await readFile(path)).length > 1000);
    });
  });
}
