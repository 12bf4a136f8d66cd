// Firefox, by Puppeteer over WebDriver BiDi: Playwright drives only a Firefox of its own.

import puppeteer from 'puppeteer-core';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { OBSERVER, asPredicate, finished, isRemote, poll, program, selectorOf } from './common.mjs';

export const name = 'Firefox';
const FIREFOX = program('FIREFOX', '/usr/bin/firefox-esr');
export const missing = FIREFOX ? false : 'Firefox is not here (FIREFOX names it)';
export const supports = { offline: true, locale: true };

/** Opens a page; see `browsers/index.mjs` for what all three offer. */
export async function open(url, { locale = 'fr-FR', dark = false, width = 1280, height = 900, offline = false } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'segmenta-downloads-'));
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: FIREFOX,
    headless: true,
    defaultViewport: { width, height },
    extraPrefsFirefox: preferences(locale, dark, folder),
  });
  const page = await browser.newPage();
  await page.setViewport({ width, height });
  await page.evaluateOnNewDocument(OBSERVER);
  const seen = { requests: [], errors: [] };
  page.on('request', (request) => seen.requests.push(request.url()));
  page.on('console', (message) => message.type() === 'error' && seen.errors.push(message.text()));
  page.on('pageerror', (error) => seen.errors.push(String(error)));
  if (url) await page.goto(url);
  if (offline) await page.setOfflineMode(true);
  return {
    goto: (to) => page.goto(to),
    upload: async (selector, path) => (await page.waitForSelector(selector)).uploadFile(...[path].flat()),
    click: (target) =>
      page.locator(target.role ? `::-p-aria([role="${target.role}"][name="${target.name}"])` : selectorOf(target)).click(),
    press: (key) => page.keyboard.press(key),
    text: (selector) => page.$eval(selector, (element) => element.innerText),
    evaluate: (what, argument) => page.evaluate(what, argument),
    waitFor: (condition, timeout = 10_000) => {
      const { source, what } = asPredicate(condition);
      return poll(() => page.evaluate(source), timeout, what);
    },
    screenshot: (path) => page.screenshot({ path }),
    requests: async () => seen.requests.filter(isRemote),
    consoleErrors: async () => [...seen.errors],
    violations: () => page.evaluate('observed.violations'),
    downloads: async () => ({ folder, names: await finished(folder) }),
    setOffline: (yes) => page.setOfflineMode(yes),
    page,
    close: () => browser.close(),
  };
}

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
