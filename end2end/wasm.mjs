// Runs tests compiled to wasm in a browser without a driver of its own: cargo's runner in the place of wasm-bindgen's, which serves them.
//
//   node wasm.mjs firefox TEST.wasm …     (or webkit, chromium)

import { spawn } from 'node:child_process';
import * as browsers from './browsers/index.mjs';

const [name, ...test] = process.argv.slice(2);
const browser = browsers[name];
if (browser.missing) {
  console.log(`SKIPPED wasm: ${browser.missing}`);
  process.exit(0);
}

const server = spawn('wasm-bindgen-test-runner', test, {
  env: { ...process.env, NO_HEADLESS: '1', WASM_BINDGEN_TEST_ADDRESS: '127.0.0.1:0' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
let said = '';
const address = new Promise((found) => {
  server.stdout.on('data', (chunk) => {
    said += chunk;
    const [url] = /http:\/\/[\d.:]+(?=\s)/.exec(said) ?? [];
    if (url) found(url);
  });
});
const ended = new Promise((end) => server.on('close', (code) => end(code ?? 1)));
// Which ends it, so that nobody waits for ever.
const late = setTimeout(() => server.kill(), 120_000);

const served = await Promise.race([address, ended.then(() => undefined)]);
clearTimeout(late);
if (served) {
  process.exitCode = await run(served);
  server.kill();
} else {
  // It has nothing to serve, and says so.
  process.exitCode = await ended;
  console.log(said.trim());
}

/** Opens the tests and waits for their verdict; 0 if all passed. */
async function run(url) {
  let page;
  try {
    page = await browser.open(url, { locale: 'en-US' });
    console.log(`${browser.name}: ${url}`);
    await page.waitFor(() => /test result: /.test(document.getElementById('output')?.textContent ?? ''), 300_000);
    const output = await page.evaluate(() => document.getElementById('output').textContent);
    console.log(output);
    return /test result: ok\b/.test(output) ? 0 : 1;
  } catch (error) {
    console.log(await page?.evaluate(() => document.body.textContent).catch(() => ''));
    console.log(`test result: FAILED. 0 passed; 1 failed; ${browser.name}: ${error.message}`);
    return 1;
  } finally {
    await page?.close();
  }
}
