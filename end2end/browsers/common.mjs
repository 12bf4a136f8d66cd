// What the three drivers share.

import { existsSync } from 'node:fs';
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

export const OBSERVER = await readFile(new URL('../observer.js', import.meta.url), 'utf8');

/** A program by the variable that `cargo xtask test` sets, else where Debian has it; `undefined` when it is not there. */
export function program(variable, place) {
  return [process.env[variable], place].find((path) => path && existsSync(path));
}

/** A thing to click: `"name"` means `[data-testid="name"]`, `{ css }` any selector, `{ role, name }` what a screen reader finds. */
export function selectorOf(target) {
  return typeof target === 'string' ? `[data-testid="${target}"]` : target.css;
}

/** `Shift+Tab` as the keys that are held and the one that is pressed. */
export function chord(keys) {
  const names = keys.split('+');
  return { held: names.slice(0, -1), pressed: names.at(-1) };
}

/** How long a browser waits for its next page: tests of a file follow each other at once. */
const WAITING = 500;

/**
 * Browsers that have no page just now, by what they were started with: the next page of that kind takes one, in a new context, since
 * starting takes seconds. One page has a browser at a time.
 */
export class Idle {
  #browsers = new Map();

  /** Opens a page of this kind in a browser, started if none waits; one that opens none is closed. */
  async open(kind, start, open) {
    const browser = this.#take(kind) ?? (await start());
    try {
      return await open(browser);
    } catch (error) {
      await browser.close();
      throw error;
    }
  }

  /** Closes a page's context, and keeps the browser until somebody takes it or the wait is over; one that has come to harm is closed. */
  async lay(kind, browser, context) {
    try {
      await context.close();
    } catch {
      return browser.close();
    }
    if (!(await browser.isFit())) return browser.close();
    const before = this.#take(kind);
    const timer = setTimeout(() => this.#browsers.get(kind)?.browser === browser && this.#take(kind).close(), WAITING);
    this.#browsers.set(kind, { browser, timer });
    await before?.close();
  }

  #take(kind) {
    const kept = this.#browsers.get(kind);
    if (!kept) return undefined;
    clearTimeout(kept.timer);
    this.#browsers.delete(kind);
    return kept.browser;
  }
}

/** Whether an address leads out of the page; drivers list `data:` and `blob:` too. */
export const isRemote = (url) => /^(http|ws)/.test(url);

/** Asks again until the answer is true. */
export async function poll(ask, timeout, what) {
  const deadline = Date.now() + timeout;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > deadline) throw new Error(`not so within ${timeout} ms: ${what}`);
    await new Promise((later) => setTimeout(later, 50));
  }
}

/** A selector or a function of the page, as a function of the page that says whether it is so. */
export function asPredicate(condition) {
  if (typeof condition === 'function') return { source: `(${condition})()`, what: String(condition) };
  return { source: `Boolean(document.querySelector(${JSON.stringify(condition)}))`, what: condition };
}

/** Files that have arrived in full. Until then browsers write beside them, and Firefox keeps the name with an empty file. */
export async function finished(folder) {
  const names = await readdir(folder);
  // A partial file may be gone by the time it is looked at.
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name)).catch(() => ({ size: 0 }))).size));
  const isPartial = (name) => /\.(part|crdownload|wkdownload|tmp)$/.test(name);
  const isWaiting = (name) => names.some((other) => isPartial(other) && other.startsWith(name));
  return names.filter((name, index) => sizes[index] > 0 && !isPartial(name) && !isWaiting(name)).sort();
}
