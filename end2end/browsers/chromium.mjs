// Chromium, by Playwright.

import { chromium } from 'playwright-core';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { Idle, OBSERVER, asPredicate, finished, isRemote, poll, program, selectorOf } from './common.mjs';

export const name = 'Chromium';
const CHROMIUM = program('CHROMIUM', '/usr/bin/chromium');
export const missing = CHROMIUM ? false : 'Chromium is not here (CHROMIUM names it)';
export const supports = { offline: true, locale: true };

const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const idle = new Idle();

/** Opens a page; see `browsers/index.mjs` for what all three offer. */
export const open = (url, options = {}) => idle.open('', start, (kept) => openIn(kept, url, options));

async function openIn(kept, url, { locale = 'fr-FR', dark = false, width = 1280, height = 900, offline = false }) {
  const context = await kept.browser.newContext({
    locale,
    colorScheme: dark ? 'dark' : 'light',
    viewport: { width, height },
    acceptDownloads: true,
  });
  await context.addInitScript(OBSERVER);
  const page = await context.newPage();
  const seen = { requests: [], errors: [], saved: [] };
  const folder = await mkdtemp(join(tmpdir(), 'segmenta-downloads-'));
  listen(page, seen, folder);
  if (url) await page.goto(url);
  if (offline) await context.setOffline(true);
  return {
    ...within(page),
    frame: async (selector) => within(await (await page.waitForSelector(selector)).contentFrame()),
    goto: (to) => page.goto(to),
    press: (key) => page.keyboard.press(key),
    screenshot: async (path) => writeFile(path, await page.screenshot()),
    requests: async () => seen.requests.filter(isRemote),
    consoleErrors: async () => [...seen.errors],
    violations: () => page.evaluate('observed.violations'),
    downloads: async () => {
      await Promise.all(seen.saved);
      return { folder, names: await finished(folder) };
    },
    setOffline: (yes) => context.setOffline(yes),
    page,
    close: () => idle.lay('', kept, context),
  };
}

async function start() {
  const isRoot = process.getuid?.() === 0;
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    // Chromium does not sandbox for root.
    args: isRoot ? ['--no-sandbox', ...FLAGS] : FLAGS,
  });
  return { browser, isFit: () => browser.isConnected(), close: () => browser.close() };
}

/** What can be done in a page and in a frame of one. */
const within = (frame) => ({
  upload: (selector, path) => frame.setInputFiles(selector, path),
  click: (target) => (target.role ? frame.getByRole(target.role, { name: target.name }) : frame.locator(selectorOf(target))).click(),
  text: (selector) => frame.locator(selector).first().innerText(),
  evaluate: (what, argument) => frame.evaluate(what, argument),
  waitFor: (condition, timeout = 10_000) => {
    const { source, what } = asPredicate(condition);
    return poll(() => frame.evaluate(source), timeout, what);
  },
});

function listen(page, seen, folder) {
  page.on('request', (request) => seen.requests.push(request.url()));
  // Workers' words come here too.
  page.on('console', (message) => message.type() === 'error' && seen.errors.push(message.text()));
  page.on('pageerror', (error) => seen.errors.push(String(error)));
  page.on('download', (download) => seen.saved.push(download.saveAs(join(folder, download.suggestedFilename()))));
}
