// Firefox, by Puppeteer over WebDriver BiDi: Playwright drives only a Firefox of its own.

import puppeteer from 'puppeteer-core';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { Idle, OBSERVER, asPredicate, chord, finished, isRemote, poll, program, selectorOf } from './common.mjs';

export const name = 'Firefox';
const FIREFOX = program('FIREFOX', '/usr/bin/firefox-esr');
export const missing = FIREFOX ? false : 'Firefox is not here (FIREFOX names it)';
export const supports = { offline: true, locale: true };

const idle = new Idle();

/** Opens a page; see `browsers/index.mjs` for what all three offer. */
export function open(url, { locale = 'fr-FR', dark = false, ...options } = {}) {
  const kind = `${locale} ${dark}`;
  return idle.open(kind, () => start(locale, dark), (kept) => openIn(kept, kind, url, options));
}

async function openIn(kept, kind, url, { width = 1280, height = 900, offline = false }) {
  const { folder } = kept;
  // What was saved for another page is none of this one's.
  for (const name of await readdir(folder)) await rm(join(folder, name), { force: true });
  const context = await kept.browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width, height });
  await page.evaluateOnNewDocument(OBSERVER);
  const seen = { requests: [], errors: [] };
  page.on('request', (request) => seen.requests.push(request.url()));
  page.on('console', (message) => message.type() === 'error' && seen.errors.push(message.text()));
  page.on('pageerror', (error) => seen.errors.push(String(error)));
  if (url) await page.goto(url);
  if (offline) await page.setOfflineMode(true);
  return {
    ...within(page),
    frame: async (selector) => within(await (await page.waitForSelector(selector)).contentFrame()),
    goto: (to) => page.goto(to),
    press: async (keys) => {
      const { held, pressed } = chord(keys);
      for (const key of held) await page.keyboard.down(key);
      await page.keyboard.press(pressed);
      for (const key of held) await page.keyboard.up(key);
    },
    screenshot: (path) => page.screenshot({ path }),
    requests: async () => seen.requests.filter(isRemote),
    consoleErrors: async () => [...seen.errors],
    violations: () => page.evaluate('observed.violations'),
    downloads: async () => ({ folder, names: await finished(folder) }),
    setOffline: (yes) => page.setOfflineMode(yes),
    page,
    close: () => idle.lay(kind, kept, context),
  };
}

/** A browser of a new profile, and the folder where it saves, which only its profile can name. */
async function start(locale, dark) {
  const folder = await mkdtemp(join(tmpdir(), 'segmenta-downloads-'));
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: FIREFOX,
    headless: true,
    defaultViewport: null,
    extraPrefsFirefox: preferences(locale, dark, folder),
  });
  // A download under way outlives its page, and would come to the next one.
  const isFit = async () => browser.connected && !(await readdir(folder)).some((file) => file.endsWith('.part'));
  return { browser, folder, isFit, close: () => browser.close() };
}

/** What can be done in a page and in a frame of one. */
const within = (frame) => ({
  upload: async (selector, path) => (await frame.waitForSelector(selector)).uploadFile(...[path].flat()),
  click: (target) =>
    frame.locator(target.role ? `::-p-aria([role="${target.role}"][name="${target.name}"])` : selectorOf(target)).click(),
  text: (selector) => frame.$eval(selector, (element) => element.innerText),
  evaluate: (what, argument) => frame.evaluate(what, argument),
  waitFor: (condition, timeout = 10_000) => {
    const { source, what } = asPredicate(condition);
    return poll(() => frame.evaluate(source), timeout, what);
  },
});

function preferences(locale, dark, folder) {
  return {
    'intl.accept_languages': `${locale}, ${locale.split('-')[0]}`,
    'layout.css.prefers-color-scheme.content-override': dark ? 0 : 1,
    'browser.download.folderList': 2,
    'browser.download.dir': folder,
    'browser.download.alwaysOpenPanel': false,
    'browser.helperApps.neverAsk.saveToDisk': 'text/csv,application/json,application/octet-stream,application/zip,text/plain',
  };
}
