// The page as a person uses it, whatever the browser.

import assert from 'node:assert/strict';

/** Waits until a file can be given. */
export const ready = (page) => page.waitFor('[data-testid="drop-zone"]', 60_000);

/** Opens a page, uses it once a file can be given, and closes it; it may complain of nothing. */
export async function onPage(browser, url, options, use) {
  const page = await browser.open(url, options);
  try {
    await ready(page);
    await use(page);
    assert.deepEqual(await page.consoleErrors(), []);
    assert.deepEqual(await page.violations(), []);
  } finally {
    await page.close();
  }
}

/** Gives a file and waits until all that follows from it is shown. */
export async function segment(page, workbook, timeout = 120_000) {
  await page.upload('[data-testid="file-input"]', workbook);
  await shown(page, timeout);
}

/** Waits until the last section is shown; if it never is, tells how far the page came. */
export async function shown(page, timeout = 60_000) {
  try {
    await page.waitFor('[data-testid="take-away"]', timeout);
  } catch (error) {
    const state = page.evaluate(() => {
      const said = [...document.querySelectorAll('[role="alert"], [role="status"]')].map((element) => element.innerText.trim());
      const marks = performance.getEntriesByType('mark').map(({ name, startTime }) => `${name} ${Math.round(startTime)}`);
      return JSON.stringify({ said: said.filter(Boolean), marks: marks.slice(-3), now: Math.round(performance.now()) });
    });
    throw new Error(`${await state.catch(String)}: ${error.message}`, { cause: error });
  }
}

/** Waits for the evidence beside each number of segments, which lands after the segments. */
export const evidence = (page) => page.waitFor('[data-testid="verdict"]', 120_000);

const FILES = ['segments', 'document', 'workbook', 'accounts', 'borders', 'excluded', 'report', 'model'];

/**
 * Presses the buttons of these files, all of them by default, and gives what has been saved, by the name that the command gives it.
 *
 * Several wait for the evidence: it lands above the buttons and moves them, and WebKit's driver then clicks where they were. One that
 * is asked for alone may be asked for before.
 */
export async function takeAway(page, filesIn, names = FILES) {
  if (names.length > 1) await page.waitFor(() => !document.querySelector('[data-testid="evidence-progress"]'), 120_000);
  for (const [index, name] of names.entries()) {
    await page.click(`download-${name}`);
    await downloaded(page, index + 1);
  }
  const saved = Object.entries(await filesIn((await page.downloads()).folder));
  return Object.fromEntries(saved.map(([name, bytes]) => [plain(name), bytes]));
}

/** A download's name without the source, the years and the way to a next year in front. */
export const plain = (name) => name.slice(name.lastIndexOf('-') + 1);

async function downloaded(page, count) {
  const deadline = Date.now() + 120_000;
  while ((await page.downloads()).names.length < count) {
    if (Date.now() > deadline) throw new Error(`fewer than ${count} files were saved`);
    await new Promise((later) => setTimeout(later, 50));
  }
}

/** Chooses another number of segments and waits for it. */
export async function chooseK(page, k) {
  await page.click(`k-option-${k}`);
  await page.waitFor(`[data-testid="segment-card-${k}"]`);
  const next = `[data-testid="segment-card-${k + 1}"]`;
  await page.waitFor(new Function(`return !document.querySelector(${JSON.stringify(next)})`), 10_000);
}
