// What `cargo xtask serve`, and so `cargo xtask run`, gives a browser: the page starts, and the sample becomes segments.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, test } from 'node:test';
import { browsers } from '../browsers/index.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The server in a group of processes of its own, and where it says that it is. */
async function started() {
  const server = spawn('cargo', ['xtask', 'serve', '--port', '8090'], { cwd: ROOT, detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  for await (const words of server.stdout) {
    said += words;
    const url = said.match(/http:\/\/localhost:\d+/)?.[0];
    if (url) return { url, stop: () => process.kill(-server.pid) };
  }
  throw new Error(`the server ended: ${said}`);
}

for (const { name, missing, open } of browsers) {
  describe(name, { skip: missing }, () => {
    test('the page is served and segments the sample', async () => {
      const { url, stop } = await started();
      try {
        const page = await open(url);
        await page.waitFor('[data-testid="sample-button"]:not(:disabled)', 30_000);
        await page.click('sample-button');
        await page.waitFor('[data-testid="segment-card-1"]', 60_000);
        assert.deepEqual(await page.violations(), []);
        await page.close();
      } finally {
        stop();
      }
    });
  });
}
