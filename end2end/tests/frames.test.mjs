// The one-file edition and the page in frames under the worst rules, from a disk, and where no worker may be started: the same files come out.
// docs/frames.md says what was seen.

import assert from 'node:assert/strict';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { after, before, describe, test } from 'node:test';
import { findings } from '../axe.mjs';
import { browsers, chromium } from '../browsers/index.mjs';
import { poll } from '../browsers/common.mjs';
import { evidence, plain, ready, segment, takeAway } from '../page.mjs';
import { filesIn, filesOf, oracle, sampleWorkbook, scratch } from '../results.mjs';
import { serve } from '../server.mjs';

const of = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const ONE_FILE = of('dist-single/segmenta.html');

/** What a host says that knows pages, scripts and style sheets, and nothing else. */
const FEW_TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css' };
/** What one says that knows nothing but pages. */
const NO_TYPES = { '.html': 'text/html; charset=utf-8' };
const NO_WORKERS = { 'content-security-policy': "worker-src 'none'" };

let workbook;
let expected;
/** Hosts of the page that frames, of the one-file edition and of the page, and the last two with workers forbidden. */
const hosts = {};

before(async () => {
  workbook = oracle('small.xlsx') || (await sampleWorkbook(5_000, 300));
  expected = await filesOf(workbook, '--lang', 'en');
  const folder = await scratch();
  const module = 'salesforce/app/main/default/lwc/segmentaHandover/segmentaHandover.js';
  const parts = [of('end2end/fixtures/frames/index.html'), of('end2end/fixtures/frames/host.js'), of(module)];
  for (const part of parts) await copyFile(part, join(folder, part.split('/').pop()));
  const oneFile = { folder: of('dist-single/'), types: NO_TYPES };
  hosts.around = await serve({ folder });
  hosts.oneFile = await serve(oneFile);
  hosts.oneFileWithoutWorkers = await serve({ ...oneFile, headers: NO_WORKERS });
  hosts.page = await serve({ base: '/resource/1700000000000/segmenta/', types: FEW_TYPES });
  hosts.pageWithoutWorkers = await serve({ base: '/resource/1/segmenta/', types: FEW_TYPES, headers: NO_WORKERS });
});
after(() => Promise.all(Object.values(hosts).map((host) => host.stop())));

/** The one-file edition at another origin than the page around it, and of another site. */
const oneFileAt = (host) => `${host.url.replace('localhost', '127.0.0.1')}segmenta.html`;

function framed(app, { sandbox, takes = false }) {
  const address = new URL(hosts.around.url);
  address.searchParams.set('app', app);
  if (sandbox !== undefined) address.searchParams.set('sandbox', sandbox);
  if (takes) address.searchParams.set('takes', '');
  return address.href;
}

async function opened(browser, url, use) {
  const page = await browser.open(url, { locale: 'en-US' });
  try {
    return await use(page);
  } finally {
    await page.close();
  }
}

/** The whole flow inside a frame, in English, up to the files. */
async function segmentIn(frame) {
  await ready(frame);
  await frame.click('language-en');
  await segment(frame, workbook);
  await evidence(frame);
}

async function assertAccessible(browser, frame) {
  if (browser === chromium) assert.deepEqual(await findings(frame), []);
}

const areWorkers = (page) => page.evaluate(`!document.querySelector('[data-testid="no-workers"]')`);

/** Presses the button that gives a job up as soon as it is there: where the page computes in its own thread, a driver may come too late. */
function cancelOnceItCan() {
  const observer = new MutationObserver(() => {
    const button = document.querySelector('[data-testid="cancel-button"]');
    if (!button) return;
    observer.disconnect();
    globalThis.wasCancelled = true;
    button.click();
  });
  observer.observe(document.body, { childList: true, subtree: true });
}

/** The one file that was saved, by the name that the command gives it. */
async function saved(page, name) {
  const names = () => page.downloads().then((downloads) => downloads.names);
  await poll(async () => (await names()).some((one) => plain(one) === name), 30_000, `${name} is saved`);
  const files = Object.entries(await filesIn((await page.downloads()).folder));
  return files.find(([one]) => plain(one) === name)[1];
}

/** Presses a button of what is told of a file. WebKit's driver clicks beside what sticks in a frame, once the page around it has scrolled. */
const press = (frame, testid) => frame.evaluate(`document.querySelector('[data-testid="${testid}"]')?.click()`);

async function closed(frame) {
  await press(frame, 'hand-over-close');
  await frame.waitFor(() => !document.querySelector('[data-testid="hand-over-close"]'));
}

/**
 * The page in the frame as one that saves by itself. What it tells of the file before may lie over the buttons, where a driver does not bring
 * them to the middle as WebKit's does: it is closed first.
 */
const saver = (browser, page, frame) => ({
  ...frame,
  downloads: page.downloads,
  click: async (target) => {
    if (browser.name !== 'WebKit') await closed(frame);
    await frame.click(target);
  },
});

/** Has a file handed to the page around the frame, which may have it by now, and saved there. */
async function handOver(page, frame, button, name) {
  await frame.click(`download-${button}`);
  await page.waitFor('#save:enabled', 30_000);
  await page.click({ css: '#save' });
  await frame.waitFor('[data-testid="hand-over"][data-step="taken"]');
  assert.ok(expected[name].equals(await saved(page, name)), `${name} differs`);
  await closed(frame);
}

/** What the frame's storage says when it is asked for. */
const storage = (frame) =>
  frame.evaluate(`(() => {
    try {
      return typeof localStorage;
    } catch (error) {
      return error.name;
    }
  })()`);

function assertSameFiles(got) {
  assert.deepEqual(Object.keys(got).sort(), Object.keys(expected).sort());
  for (const [name, bytes] of Object.entries(expected)) assert.ok(bytes.equals(got[name]), `${name} differs`);
}

for (const browser of browsers) {
  describe(browser.name, { skip: browser.missing }, () => {
    test('a frame without origin and downloads hands its files to the page around it, once its user lets it', async () => {
      await opened(browser, framed(oneFileAt(hosts.oneFile), { sandbox: 'allow-scripts', takes: true }), async (page) => {
        const frame = await page.frame('iframe');
        await segmentIn(frame);
        assert.ok(await areWorkers(frame), 'workers can be started');
        assert.equal(await frame.evaluate('origin'), 'null');
        assert.equal(await storage(frame), 'SecurityError');
        await frame.click('download-segments');
        await frame.waitFor('[data-testid="hand-over"][data-step="asked"]');
        assert.match(await frame.text('[data-testid="hand-over"]'), new RegExp(new URL(hosts.around.url).origin));
        assert.deepEqual(await page.evaluate('heard.map((one) => one.type)'), ['ready'], 'no file before the word of the user');
        await frame.waitFor(() => document.activeElement.id === 'hand-over-heading');
        await assertAccessible(browser, frame);
        await frame.click('hand-over-yes');
        await page.waitFor('#save:enabled');
        await page.click({ css: '#save' });
        await frame.waitFor('[data-testid="hand-over"][data-step="taken"]');
        await frame.waitFor(() => document.activeElement.closest('[data-testid="hand-over"]') !== null);
        assert.ok(expected['segments.csv'].equals(await saved(page, 'segments.csv')));
        await frame.click('hand-over-close');
        await frame.waitFor(() => document.activeElement.dataset.testid === 'download-segments');
        // The others are not asked for again.
        await frame.waitFor(() => !document.querySelector('[data-testid="evidence-progress"]'), 120_000);
        await handOver(page, frame, 'model', 'model.json');
        await handOver(page, frame, 'workbook', 'segments.xlsx');
        // One is refused, and still there.
        await frame.click('download-report');
        await page.waitFor('#refuse:enabled');
        await page.click({ css: '#refuse' });
        await frame.waitFor('[data-testid="hand-over"][data-step="here"]');
        await press(frame, 'hand-over-show');
        await frame.waitFor('[data-testid="hand-over-text"]');
        const shown = await frame.evaluate(`document.querySelector('[data-testid="hand-over-text"]').value`);
        assert.equal(shown, expected['report.json'].toString());
        await frame.waitFor(() => document.activeElement.dataset.testid === 'hand-over-text');
        await assertAccessible(browser, frame);
        const heard = await page.evaluate('heard');
        assert.deepEqual(heard.map((one) => one.type), ['ready', 'file', 'file', 'file', 'file']);
        assert.ok(heard.slice(1).every((one) => one.nonce === one.of && one.origin === 'null'), JSON.stringify(heard));
      });
    });

    test('a frame without origin that may download saves by itself', async () => {
      const rules = { sandbox: 'allow-scripts allow-downloads' };
      await opened(browser, framed(oneFileAt(hosts.oneFile), rules), async (page) => {
        const frame = await page.frame('iframe');
        await segmentIn(frame);
        assert.equal(await storage(frame), 'SecurityError');
        assertSameFiles(await takeAway(saver(browser, page, frame), filesIn));
      });
    });

    test('where nobody takes files and nothing can be saved, the text is shown', async () => {
      await opened(browser, framed(oneFileAt(hosts.oneFile), { sandbox: 'allow-scripts' }), async (page) => {
        const frame = await page.frame('iframe');
        await segmentIn(frame);
        await frame.click('download-segments');
        await frame.click('hand-over-show');
        const shown = await frame.evaluate(`document.querySelector('[data-testid="hand-over-text"]').value`);
        assert.equal(shown, expected['segments.csv'].toString());
        await frame.click('hand-over-copy');
        await frame.waitFor(() => /Copied|selected/.test(document.querySelector('[data-testid="hand-over"]').innerText));
        assert.deepEqual((await page.downloads()).names, []);
      });
    });

    test('a frame of another origin without a sandbox saves by itself', async () => {
      const app = hosts.page.url.replace('localhost', '127.0.0.1');
      await opened(browser, framed(app, {}), async (page) => {
        const frame = await page.frame('iframe');
        await segmentIn(frame);
        assert.ok(await areWorkers(frame));
        await frame.click('download-segments');
        assert.ok(expected['segments.csv'].equals(await saved(page, 'segments.csv')));
      });
    });

    test('a frame of another origin that keeps it, under a sandbox, saves by itself', async () => {
      const app = hosts.page.url.replace('localhost', '127.0.0.1');
      const rules = { sandbox: 'allow-scripts allow-same-origin allow-downloads' };
      await opened(browser, framed(app, rules), async (page) => {
        const frame = await page.frame('iframe');
        await segmentIn(frame);
        assert.ok(await areWorkers(frame));
        assert.equal(await frame.evaluate('origin'), new URL(app).origin);
        await frame.click('download-segments');
        assert.ok(expected['segments.csv'].equals(await saved(page, 'segments.csv')));
      });
    });

    test('a host that knows few media types, under a path of its own', async () => {
      await opened(browser, hosts.page.url, async (page) => {
        await segmentIn(page);
        assert.ok(await areWorkers(page));
        assertSameFiles(await takeAway(page, filesIn));
      });
    });

    test('the one file opens from a disk', async () => {
      await opened(browser, pathToFileURL(ONE_FILE).href, async (page) => {
        await segmentIn(page);
        assert.ok(await areWorkers(page));
        assertSameFiles(await takeAway(page, filesIn));
      });
    });

    test('the one file and the page without workers: computed in the page, the same files', async () => {
      for (const url of [`${hosts.oneFileWithoutWorkers.url}segmenta.html`, hosts.pageWithoutWorkers.url]) {
        await opened(browser, url, async (page) => {
          await segmentIn(page);
          assert.ok(!(await areWorkers(page)), 'no worker can be started');
          assertSameFiles(await takeAway(page, filesIn));
        });
      }
    });

    test('without workers a job can be given up, and the next file is segmented', async () => {
      const larger = await sampleWorkbook(60_000, 6_000);
      await opened(browser, `${hosts.oneFileWithoutWorkers.url}segmenta.html`, async (page) => {
        await ready(page);
        await page.evaluate(cancelOnceItCan);
        await page.upload('[data-testid="file-input"]', larger);
        await page.waitFor(
          () => globalThis.wasCancelled === true && !document.querySelector('[data-testid="cancel-button"]'),
          120_000,
        );
        assert.ok(await page.evaluate(`!document.querySelector('[data-testid="take-away"]')`), 'no segments of what was given up');
        await segmentIn(page);
        assertSameFiles(await takeAway(page, filesIn));
      });
    });

    test('the worst of it: a frame without origin, downloads and workers', async () => {
      const app = oneFileAt(hosts.oneFileWithoutWorkers);
      await opened(browser, framed(app, { sandbox: 'allow-scripts', takes: true }), async (page) => {
        const frame = await page.frame('iframe');
        await segmentIn(frame);
        assert.ok(!(await areWorkers(frame)));
        await frame.click('download-segments');
        await frame.click('hand-over-yes');
        await page.waitFor('#save:enabled');
        await page.click({ css: '#save' });
        assert.ok(expected['segments.csv'].equals(await saved(page, 'segments.csv')));
      });
    });
  });
}
