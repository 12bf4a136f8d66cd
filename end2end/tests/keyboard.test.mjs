// The whole flow by keyboard alone: order of the stops, names that a screen reader tells, focus that is seen, words that are announced.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { browsers, chromium, webkit } from '../browsers/index.mjs';
import { poll } from '../browsers/common.mjs';
import { evidence, onPage, ready, shown } from '../page.mjs';
import { filesIn, filesOf, sampleWorkbook, scratch, segmenta } from '../results.mjs';
import { serve } from '../server.mjs';

const NO_PRICE = fileURLToPath(new URL('../fixtures/bad/no-price.xlsx', import.meta.url));
/** More stops than the page has: a run that takes more goes in circles. */
const MOST_STOPS = 300;

let host;
let workbook;
let last;
before(async () => {
  host = await serve();
  workbook = await sampleWorkbook(5_000, 300);
  last = await scratch();
  await segmenta('segment', workbook, '--out', last, '--no-evidence');
});
after(() => host.stop());

/** What a person at the keyboard does, and finds. */
class Keyboard {
  /** `assistive` gives role and name of what has the focus, where the driver tells them. */
  static async at(page, assistive) {
    // Else a stop may still be scrolling into view when it is looked at.
    await page.evaluate(`document.documentElement.style.scrollBehavior = 'auto'`);
    return Object.assign(new Keyboard(), { page, assistive });
  }

  async press(...keys) {
    for (const key of keys) await this.page.press(key);
  }

  /** What has the focus: its role and name as assistive technology gets them, and whether a person can see it and its focus. */
  async stop() {
    const seen = await this.page.evaluate(lookAtFocus);
    return { ...(await this.assistive?.()), ...seen };
  }

  /** Presses Tab until the thing of this name has the focus; gives the stops on the way, it included. */
  async tabTo(testid, key = 'Tab') {
    const stops = [];
    while (stops.at(-1)?.testid !== testid) {
      assert.ok(stops.length < MOST_STOPS, `${testid} is not reached: ${stops.map((at) => at.testid).join(' ')}`);
      await this.press(key);
      stops.push(await this.stop());
    }
    return stops;
  }

  /** From now on, every text that a live region takes on. */
  listen() {
    return this.page.evaluate(() => {
      globalThis.announced = [];
      new MutationObserver((changes) => {
        for (const { target } of changes) {
          const region = (target.nodeType === Node.TEXT_NODE ? target.parentElement : target)?.closest('[role="status"], [role="alert"]');
          const text = region?.innerText.trim();
          if (text && announced.at(-1) !== text) announced.push(text);
        }
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    });
  }
}

/** In the page: what has the focus. */
function lookAtFocus() {
  const element = document.activeElement;
  // Firefox keeps the last stop when the focus goes on to the browser's own.
  if (element === document.body || !document.hasFocus()) return { testid: 'end' };
  // A hidden file input shows its focus on its label.
  const shown = element.matches('input[type="file"]') ? element.closest('label') : element;
  const { outlineStyle, outlineWidth } = getComputedStyle(shown);
  const { left, top, width, height } = shown.getBoundingClientRect();
  const [x, y] = [left + Math.min(width, innerWidth - left) / 2, top + Math.min(height, innerHeight - top) / 2];
  const above = document.elementFromPoint(x, y);
  return {
    testid: element.dataset.testid ?? element.getAttribute('href') ?? element.tagName.toLowerCase(),
    hasOutline: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
    isInView: Boolean(above) && (shown.contains(above) || above.contains(shown)),
  };
}

function assertUsable(stops) {
  for (const at of stops.filter(({ testid }) => testid !== 'end')) {
    if ('name' in at) assert.notEqual(at.name, '', `${at.testid} (${at.role}) has no name`);
    assert.ok(at.hasOutline, `${at.testid} shows no focus`);
    assert.ok(at.isInView, `${at.testid} is out of view or covered`);
  }
}

/** The whole flow; `giveFile` is what follows where the focus is on the file's field. */
async function fromDropZoneToFile(page, keyboard, giveFile, end = 'end') {
  await keyboard.listen();
  await keyboard.press('Tab', 'Enter');
  await page.waitFor(() => document.activeElement.id === 'content');
  await keyboard.tabTo('file-input');
  await giveFile(workbook);
  await shown(page);
  await evidence(page);
  const announced = await page.evaluate('announced');
  // WebKit's language is the system's.
  const isFrench = (await page.evaluate('document.documentElement.lang')) === 'fr';
  const expected = isFrench ? [/^Lecture/, /^Terminé\u{a0}: tous les résultats sont là/u] : [/^Reading/, /^Done: all results are here/];
  for (const words of expected) {
    assert.ok(announced.some((text) => words.test(text)), `${words} in ${JSON.stringify(announced)}`);
  }

  // To the numbers of segments: arrows choose within a group of radio buttons.
  const chosen = (await page.evaluate(`document.querySelector('input[name="k"]:checked').value`));
  const toK = await keyboard.tabTo(`k-option-${chosen}`);
  assertUsable(toK);
  await keyboard.press(chosen === '2' ? 'ArrowDown' : 'ArrowUp');
  const k = chosen === '2' ? 3 : Number(chosen) - 1;
  await page.waitFor(`[data-testid="segment-card-${k}"]`);
  await page.waitFor(new Function(`return !document.querySelector('[data-testid="segment-card-${k + 1}"]')`));
  await page.waitFor(`[data-testid="show-accounts-${k}"]`);

  // To a segment, and from there to its accounts.
  const toCard = await keyboard.tabTo('show-accounts-2');
  assertUsable(toCard);
  await keyboard.press('Enter');
  await page.waitFor(() => document.activeElement.id === 'accounts');
  assert.equal(await page.evaluate(`document.querySelector('[data-testid="accounts-segment"]').value`), '2');
  const toTable = await keyboard.tabTo('accounts-scroll');
  assertUsable(toTable);
  await keyboard.press('End');
  await page.waitFor(() => document.querySelector('[data-testid="accounts-scroll"]').scrollTop > 0);

  // To the file.
  const toFile = await keyboard.tabTo('download-segments');
  assertUsable(toFile);
  await keyboard.press('Enter');
  await poll(async () => (await page.downloads()).names.length === 1, 20_000, 'the file is saved');
  const [[name, saved]] = Object.entries(await filesIn((await page.downloads()).folder));
  assert.match(name, /^\w.*-segments\.csv$/);
  assert.ok(saved.equals((await filesOf(workbook, '--lang', 'en', '--k', String(k)))['segments.csv']));
  assert.ok((await page.evaluate('announced')).some((text) => text.includes(name)));

  // The rest, to the end and all the way back: nothing holds the focus. WebKit's browser has no stop of its own between the last and the first.
  assertUsable(await keyboard.tabTo(end));
  assertUsable(await keyboard.tabTo(end, 'Shift+Tab'));
}

/** Role and name of what has the focus, from the driver; Firefox's tells neither. */
const ASSISTIVE = {
  WebKit: (page) => async () => {
    const element = await page.driver.switchTo().activeElement();
    return { role: await element.getAriaRole(), name: (await element.getAccessibleName()).trim() };
  },
};

for (const browser of browsers.filter(({ name }) => name !== chromium.name)) {
  describe(browser.name, { skip: browser.missing }, () => {
    test('from the drop zone to the downloaded file', async () => {
      await onPage(browser, host.url, { locale: 'en-US' }, async (page) => {
        const keyboard = await Keyboard.at(page, ASSISTIVE[browser.name]?.(page));
        const giveFile = (path) => page.upload('[data-testid="file-input"]', path);
        await fromDropZoneToFile(page, keyboard, giveFile, browser === webkit ? '#content' : 'end');
      });
    });
  });
}

describe('Chromium', { skip: chromium.missing }, () => {
  let page;
  let keyboard;

  const withPage = async (use) => {
    page = await chromium.open(host.url, { locale: 'en-US' });
    try {
      const browser = await page.page.context().newCDPSession(page.page);
      // The driver takes file dialogues from now on: it needs a moment to begin.
      page.page.on('filechooser', () => {});
      await ready(page);
      keyboard = await Keyboard.at(page, async () => {
        const { result } = await browser.send('Runtime.evaluate', { expression: 'document.activeElement' });
        const { nodes } = await browser.send('Accessibility.getPartialAXTree', { objectId: result.objectId, fetchRelatives: false });
        return { role: nodes[0].role?.value, name: (nodes[0].name?.value ?? '').trim() };
      });
      await use();
    } finally {
      await page.close();
    }
  };

  const giveFile = async (path) => {
    const chooser = page.page.waitForEvent('filechooser');
    await page.press('Enter');
    await (await chooser).setFiles(path);
  };

  test('an empty page: skip link, language, colours, proof, file, sample, in this order', async () => {
    await withPage(async () => {
      const stops = await keyboard.tabTo('sample-button');
      assertUsable(stops);
      assert.deepEqual(
        stops.map(({ role, name }) => `${role}: ${name}`),
        [
          'link: Skip to content',
          'button: Français',
          'button: English',
          'button: System',
          'button: Light',
          'button: Dark',
          'button: Verify it yourself',
          'link: Drop',
          'button: Choose a file',
          'button: Try with sample data',
        ],
      );
      // Two panels that are closed.
      assert.equal((await keyboard.tabTo('end')).length, 3);
    });
  });

  test('from the drop zone to the downloaded file', async () => {
    await withPage(async () => {
      await fromDropZoneToFile(page, keyboard, giveFile);
    });
  });

  test('the stops of a page with results and open panels follow each other as they stand in it', async () => {
    await withPage(async () => {
      await page.upload('[data-testid="file-input"]', workbook);
      await shown(page);
      await evidence(page);
      await page.upload('[data-testid="past-input"]', `${last}/accounts.csv`);
      await page.waitFor('[data-testid="years-download-compare"]', 60_000);
      await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
      await page.evaluate(() => {
        globalThis.order = [];
        addEventListener('focusin', ({ target }) => order.push(target));
      });
      assertUsable(await keyboard.tabTo('end'));
      const backwards = await page.evaluate(() =>
        order
          .slice(1)
          .filter((element, index) => !(order[index].compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING))
          .map((element) => element.outerHTML.slice(0, 100)),
      );
      assert.deepEqual(backwards, []);
    });
  });

  test('an error is announced with what to do', async () => {
    await withPage(async () => {
      await keyboard.listen();
      await keyboard.tabTo('file-input');
      await giveFile(NO_PRICE);
      await page.waitFor('[data-testid="error"]');
      const said = await page.evaluate(`document.querySelector('[role="alert"]').innerText.trim()`);
      assert.match(said, /What to do/);
      assert.ok((await page.evaluate('announced')).includes(said));
    });
  });

  test('the dialog takes the focus, keeps it, and gives it back', async () => {
    await withPage(async () => {
      await keyboard.tabTo('verify-open');
      await keyboard.press('Enter');
      await page.waitFor(() => document.activeElement.dataset.testid === 'verify-close');
      const stops = await keyboard.tabTo('verify-send');
      assertUsable(stops);
      await keyboard.listen();
      await keyboard.press('Enter');
      await page.waitFor(() => document.querySelectorAll('[data-outcome]').length === 2, 20_000);
      assert.ok((await page.evaluate('announced')).some((text) => /^Refused by the browser/m.test(text)));
      await keyboard.press('Escape');
      await page.waitFor(() => document.activeElement.dataset.testid === 'verify-open');
    });
  });

  test('focus and what is chosen are seen in forced colours', async () => {
    await withPage(async () => {
      await page.page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
      assertUsable(await keyboard.tabTo('sample-button'));
      const borders = await page.evaluate(() =>
        ['language-en', 'language-fr'].map((name) => getComputedStyle(document.querySelector(`[data-testid="${name}"]`)).borderTopColor),
      );
      assert.notEqual(borders[0], borders[1]);
    });
  });
});
