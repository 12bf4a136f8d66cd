// The page kept by the browser: it opens without its host, does all of its work there, and changes to a newer build only when asked.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { browsers, chromium } from '../browsers/index.mjs';
import { chooseK, ready, segment, takeAway } from '../page.mjs';
import { filesIn, filesOf, sampleWorkbook } from '../results.mjs';
import { DIST, serve } from '../server.mjs';

let workbook;
before(async () => {
  workbook = await sampleWorkbook(5_000, 300);
});

const isKept = (page) => page.evaluate('segmentaBuild.isKept');
const isControlled = (page) => page.evaluate('Boolean(navigator.serviceWorker.controller)');
const title = (page) => page.evaluate('document.querySelector("meta[name=build]")?.content ?? "first"');

/** `dist/` as another build: one mark more in the page, and the service worker that the build would give it. */
async function anotherBuild(mark) {
  const folder = await mkdtemp(join(tmpdir(), 'segmenta-build-'));
  await cp(DIST, folder, { recursive: true });
  const hash = (content) => `sha256-${createHash('sha256').update(content).digest('base64')}`;
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  const marked = page.replace('<title>', `<meta name="build" content="${mark}"><title>`);
  const worker = await readFile(join(folder, 'service-worker.js'), 'utf8');
  const version = /const VERSION = '(\w+)';/.exec(worker)[1];
  await writeFile(join(folder, 'index.html'), marked);
  await writeFile(join(folder, 'service-worker.js'), worker.replace(hash(page), hash(marked)).replace(version, mark));
  return `${folder}/`;
}

/** Looks for a newer build, as browsers do by themselves after a page is opened, or once a day. */
async function update(browser, page, { url }) {
  if (browser.name === 'Chromium') {
    // It refuses to a sealed page what it does by itself.
    const session = await page.page.context().newCDPSession(page.page);
    await session.send('ServiceWorker.enable');
    return session.send('ServiceWorker.updateRegistration', { scopeURL: url });
  }
  return page.evaluate(async () => {
    await (await navigator.serviceWorker.getRegistration()).update();
  });
}

for (const browser of browsers) {
  describe(browser.name, { skip: browser.missing }, () => {
    test('opens without its host and does all of its work', async () => {
      const host = await serve({ base: '/any/path/' });
      const page = await browser.open(host.url, { locale: 'en-US' });
      try {
        await ready(page);
        assert.equal(await isKept(page), true, 'the browser keeps the page');
        const asked = host.log.length;
        await host.stop();
        await page.goto(host.url);
        await ready(page);
        assert.equal(await isControlled(page), true);
        await page.click('language-en');
        await segment(page, workbook);
        const files = await takeAway(page, filesIn);
        for (const [name, bytes] of Object.entries(await filesOf(workbook, '--lang', 'en'))) {
          assert.ok(bytes.equals(files[name]), `${name} differs`);
        }
        assert.equal(host.log.length, asked);
      } finally {
        await page.close();
        await host.stop();
      }
    });

    test('keeps the files of its own list, and nothing else', async () => {
      const host = await serve({ base: '/any/path/' });
      const page = await browser.open(host.url, { locale: 'en-US' });
      try {
        await ready(page);
        const [names, addresses] = await page.evaluate(async () => {
          const names = await caches.keys();
          const kept = await (await caches.open(names[0])).keys();
          return [names, kept.map(({ method, url }) => `${method} ${url}`)];
        });
        assert.equal(names.length, 1);
        const files = (await readdir(DIST)).filter((name) => name !== 'service-worker.js' && name !== 'index.html');
        const expected = ['', ...files].map((name) => `GET ${host.url}${name}`).sort();
        assert.deepEqual(addresses.map((address) => address.replace(/\?for=app-.*/, '')).sort(), expected);
      } finally {
        await page.close();
        await host.stop();
      }
    });

    test('offers a newer build, and changes nothing until the reader asks', async () => {
      const host = await serve({ base: '/any/path/' });
      const page = await browser.open(host.url, { locale: 'en-US' });
      try {
        await ready(page);
        await page.goto(host.url);
        await ready(page);
        await page.click('language-en');
        await segment(page, workbook);
        host.turnTo(await anotherBuild('second'));
        await update(browser, page, host);
        await page.waitFor('[data-testid="newer-build"]', 20_000);
        assert.equal(await title(page), 'first');
        await chooseK(page, 5);
        await page.click('reload');
        await page.waitFor(() => document.querySelector('meta[name=build]')?.content === 'second', 20_000);
        await ready(page);
        assert.ok(!(await page.evaluate(`document.querySelector('[data-testid="newer-build"]')`)));
        // A third build: the first is forgotten.
        host.turnTo(await anotherBuild('third'));
        await update(browser, page, host);
        await page.waitFor('[data-testid="newer-build"]', 20_000);
        await page.waitFor(async () => (await caches.keys()).length === 2, 10_000);
        await host.stop();
        await page.goto(host.url);
        await ready(page);
        assert.equal(await title(page), 'third');
      } finally {
        await page.close();
        await host.stop();
      }
    });
  });
}

describe('Chromium', { skip: chromium.missing }, () => {
  test('can be installed, sealed as it is', async () => {
    const host = await serve();
    const page = await chromium.open(host.url);
    try {
      await ready(page);
      const browser = await page.page.context().newCDPSession(page.page);
      const { data, errors } = await browser.send('Page.getAppManifest');
      assert.deepEqual(errors, []);
      assert.equal(JSON.parse(data).start_url, host.url);
      const { installabilityErrors } = await browser.send('Page.getInstallabilityErrors');
      // The tests' own window keeps nothing, as a private one.
      assert.deepEqual(installabilityErrors.map(({ errorId }) => errorId), ['in-incognito']);
      assert.deepEqual(await page.violations(), []);
    } finally {
      await page.close();
      await host.stop();
    }
  });

  test('works without being kept: in a frame, and where the host has no such file', async () => {
    const host = await serve({ withheld: ['service-worker.js', 'sha256sums', 'manifest'] });
    const page = await chromium.open(host.url, { locale: 'en-US' });
    try {
      await ready(page);
      assert.equal(await isKept(page), false);
      await segment(page, workbook);
      await page.click('verify-open');
      assert.match(await page.text('[data-testid="verify"]'), /does not keep the page[^]*without its list of hashes/);
    } finally {
      await page.close();
      await host.stop();
    }
    const framed = await serve();
    const frame = await chromium.open(`${framed.url}icon`, { locale: 'en-US' });
    try {
      await frame.page.setContent(`<iframe src="${framed.url}" sandbox="allow-scripts allow-same-origin allow-downloads"></iframe>`);
      const inside = frame.page.frameLocator('iframe');
      await inside.locator('[data-testid="drop-zone"]').waitFor();
      assert.ok(framed.log.every(({ ofKeeper }) => !ofKeeper));
    } finally {
      await frame.close();
      await framed.stop();
    }
  });
});
