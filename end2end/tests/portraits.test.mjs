// The segments in charts: all of them drawn, each with its table, selected together, handed over as files.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { browsers, chromium } from '../browsers/index.mjs';
import { chooseK, onPage, segment } from '../page.mjs';
import { oracle, sampleWorkbook } from '../results.mjs';
import { serve } from '../server.mjs';

const PORTRAITS = ['shares', 'profiles', 'products', 'spread-total-sales', 'spread-order-count', 'spread-average', 'knife', 'correlation'];
const CHARTS = [...PORTRAITS, 'scatter-0', 'scatter-1', 'scatter-2'];

let host;
let workbook;
before(async () => {
  host = await serve();
  workbook = oracle('small.xlsx') || (await sampleWorkbook(5_000, 300));
});
after(() => host.stop());

const withPage = (browser, use) =>
  onPage(browser, host.url, { locale: 'en-US' }, async (page) => {
    await page.click('language-en');
    await segment(page, workbook);
    await drawn(page);
    // The verdict may be a line higher than the place kept for it, and WebKit clicks where a button stood before.
    await page.waitFor(() => !document.querySelector('[data-testid="evidence-progress"]'), 60_000);
    await use(page);
  });

const inside = (chart, what) => ({ css: `[data-testid="${chart}"] ${what}` });

/** Waits until every chart is painted. */
const drawn = (page) =>
  page.waitFor(
    new Function(`const charts = ${JSON.stringify(CHARTS)}.map((name) => document.querySelector('[data-testid="' + name + '"] canvas'));
      return charts.every((canvas) => canvas?.getAttribute('aria-busy') === 'false');`),
    20_000,
  );

/** The canvas as it is painted now, as text. */
const picture = (page, chart) => page.evaluate(`document.querySelector('[data-testid="${chart}"] canvas').toDataURL()`);
const pressed = (page, testid) => page.evaluate(`document.querySelector('[data-testid="${testid}"]').getAttribute('aria-pressed')`);
const listed = (page) => page.evaluate(`document.querySelector('[data-testid="accounts-segment"]').value`);

/** The download whose name tells the file, its year and this. */
async function saved(page, end) {
  const deadline = Date.now() + 20_000;
  const source = basename(workbook, '.xlsx');
  for (;;) {
    const { names, folder } = await page.downloads();
    const name = names.find((name) => name.startsWith(`${source}-`) && name.endsWith(`-${end}`));
    if (name) return readFile(join(folder, name));
    assert.ok(Date.now() < deadline, `${end} is not saved, but ${names.join(', ')}`);
    await new Promise((later) => setTimeout(later, 50));
  }
}

/** Events of a pointer over a chart, each with its place in shares of width and height; a browser sends a click after each drag. */
const point = (page, chart, points, options = {}) =>
  page.evaluate(`(() => {
    const canvas = document.querySelector('[data-testid="${chart}"] canvas');
    const { left, top, width, height } = canvas.getBoundingClientRect();
    for (const [kind, x, y] of ${JSON.stringify(points)}) {
      const Kind = kind === 'click' ? MouseEvent : PointerEvent;
      canvas.dispatchEvent(new Kind(kind, {
        bubbles: true, cancelable: true, pointerId: 1, isPrimary: true, pointerType: 'mouse', button: kind === 'pointermove' ? -1 : 0,
        clientX: left + x * width, clientY: top + y * height, ...${JSON.stringify(options)},
      }));
    }
  })()`);

/** The keys of a focused chart. */
const keys = (page, chart, names) =>
  page.evaluate(`(() => {
    const canvas = document.querySelector('[data-testid="${chart}"] canvas');
    for (const key of ${JSON.stringify(names)}) canvas.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  })()`);

const status = (page, chart) => page.evaluate(`document.querySelector('[data-testid="${chart}"] .inspected').textContent`);
const reading = (page, chart) => page.text(`[data-testid="${chart}"] figcaption`);

for (const browser of browsers) {
  describe(browser.name, { skip: browser.missing }, () => {
    test('every chart is drawn, says what it shows, and has its figures in a table', async () => {
      await withPage(browser, async (page) => {
        for (const chart of CHARTS) {
          const size = await page.evaluate(`(() => {
            const { width, height, clientWidth } = document.querySelector('[data-testid="${chart}"] canvas');
            return { width, height, clientWidth };
          })()`);
          assert.ok(size.width > 250 && size.height > 100, `${chart}: ${JSON.stringify(size)}`);
          assert.match(await page.text(`[data-testid="${chart}"] figcaption`), /\.$/);
        }
        const cards = await page.evaluate(`document.querySelectorAll('.card').length`);
        for (const chart of PORTRAITS) {
          await page.click(inside(chart, 'summary'));
          await page.waitFor(`[data-testid="${chart}"] table`);
          const rows = await page.evaluate(`document.querySelectorAll('[data-testid="${chart}"] tbody tr').length`);
          const expected = { products: cards * 5, profiles: cards + 1, correlation: 3 }[chart] ?? cards;
          assert.equal(rows, expected, chart);
        }
      });
    });

    test('a segment picked anywhere is picked everywhere, and Escape shows all again', async () => {
      await withPage(browser, async (page) => {
        const before = await Promise.all(['shares', 'scatter-0'].map((chart) => picture(page, chart)));
        await page.click('select-2');
        assert.deepEqual([await pressed(page, 'select-2'), await pressed(page, 'pick-2'), await listed(page)], ['true', 'true', '2']);
        await drawn(page);
        const picked = await Promise.all(['shares', 'scatter-0'].map((chart) => picture(page, chart)));
        picked.forEach((image, index) => assert.notEqual(image, before[index]));
        await page.click('pick-1');
        assert.deepEqual([await pressed(page, 'select-1'), await pressed(page, 'select-2'), await listed(page)], ['true', 'false', '1']);
        await page.press('Escape');
        assert.deepEqual([await pressed(page, 'select-1'), await listed(page)], ['false', '']);
        // In a chart: the middle of its strips is some segment's.
        await page.click(inside('shares', 'canvas'));
        assert.notEqual(await listed(page), '');
      });
    });

    test('products are ranked by lines, units or revenue', async () => {
      await withPage(browser, async (page) => {
        const reading = () => page.text('[data-testid="products"] figcaption');
        assert.match(await reading(), /by lines/);
        await page.click('by-revenue');
        await page.waitFor(() => /by revenue/.test(document.querySelector('[data-testid="products"] figcaption').innerText));
        assert.equal(await pressed(page, 'by-revenue'), 'true');
        // The cards rank them alike.
        await page.waitFor(() => /\d[\d,]*\.\d\d$/.test(document.querySelector('[data-testid="products-1"] li').innerText.trim()));
        await page.click('by-lines');
        await page.waitFor(() => /lines?$/.test(document.querySelector('[data-testid="products-1"] li').innerText.trim()));
        const chosen = () => page.evaluate('document.querySelector(\'[data-testid="products-by-1"]\').value');
        assert.equal(await chosen(), 'Lines');
        // A choice made on a card is the chart's, and the chart's is the card's again.
        await page.evaluate(() => {
          const select = document.querySelector('[data-testid="products-by-1"]');
          select.value = 'Revenue';
          select.dispatchEvent(new Event('change', { bubbles: true }));
        });
        await page.waitFor(() => document.querySelector('[data-testid="by-revenue"]').getAttribute('aria-pressed') === 'true');
        await page.click('by-lines');
        await page.waitFor(() => document.querySelector('[data-testid="products-by-1"]').value === 'Lines');
      });
    });

    test('an account is named below the pointer and by the arrow keys, in plots and among the silhouettes', async () => {
      await withPage(browser, async (page) => {
        for (const chart of ['scatter-0', 'knife']) {
          assert.equal(await status(page, chart), '');
          await keys(page, chart, ['ArrowDown']);
          const first = await status(page, chart);
          assert.match(first, /silhouette/i);
          await keys(page, chart, ['ArrowDown', 'ArrowDown']);
          assert.notEqual(await status(page, chart), first);
          // The ring marks the account; a pointer there names an account, too.
          const [x, y] = await page.evaluate(`(() => {
            const ring = document.querySelector('[data-testid="${chart}"] .ring circle');
            const { clientWidth, clientHeight } = document.querySelector('[data-testid="${chart}"] canvas');
            return [ring.getAttribute('cx') / clientWidth, ring.getAttribute('cy') / clientHeight];
          })()`);
          await point(page, chart, [['pointerleave', x, y]]);
          assert.equal(await status(page, chart), '');
          await point(page, chart, [['pointermove', x, y]]);
          assert.match(await status(page, chart), /silhouette/i);
          await keys(page, chart, ['Enter']);
          assert.notEqual(await listed(page), '');
          await page.press('Escape');
        }
      });
    });

    test('a rectangle in a plot lists the accounts of its values', async () => {
      await withPage(browser, async (page) => {
        const count = () => page.text('[data-testid="accounts-count"]');
        const all = await count();
        // It ends on an account's mark.
        await keys(page, 'scatter-0', ['ArrowLeft']);
        const [x, y] = await page.evaluate(() => {
          const ring = document.querySelector('[data-testid="scatter-0"] .ring circle');
          const { clientWidth, clientHeight } = document.querySelector('[data-testid="scatter-0"] canvas');
          return [ring.getAttribute('cx') / clientWidth, ring.getAttribute('cy') / clientHeight];
        });
        await point(page, 'scatter-0', [['pointerdown', x - 0.3, y + 0.2], ['pointermove', x, y], ['pointerup', x, y], ['click', x, y]]);
        await page.waitFor(new Function(`return document.querySelector('[data-testid="accounts-count"]').innerText !== ${JSON.stringify(all)}`));
        // What was drawn is no click on a segment.
        assert.equal(await listed(page), '');
        await point(page, 'scatter-0', [['pointerdown', x, y], ['pointerup', x, y], ['click', x, y]]);
        assert.notEqual(await listed(page), '', 'a click there is one');
      });
    });

    test('a plot is zoomed by buttons, keys and pinches, moved about, and whole again', async () => {
      await withPage(browser, async (page) => {
        const whole = await reading(page, 'scatter-0');
        assert.doesNotMatch(whole, /Zoomed/);
        const changes = async (act, pattern) => {
          const image = await picture(page, 'scatter-0');
          await act();
          await drawn(page);
          await page.waitFor(new Function(`return document.querySelector('[data-testid="scatter-0"] canvas').toDataURL() !== ${JSON.stringify(image)}`));
          assert.match(await reading(page, 'scatter-0'), pattern);
        };
        const disabled = (name) => page.evaluate(`document.querySelector('[data-testid="scatter-0"] [data-testid="${name}"]').getAttribute('aria-disabled')`);
        assert.equal(await disabled('zoom-out'), 'true');
        await changes(() => page.click(inside('scatter-0', '[data-testid="zoom-in"]')), /Zoomed in on/);
        assert.equal(await disabled('zoom-out'), null);
        assert.match(await status(page, 'scatter-0'), /Zoomed in on/, 'screen readers hear of it');
        // Other plots stay whole.
        assert.doesNotMatch(await reading(page, 'scatter-1'), /Zoomed/);
        await changes(() => point(page, 'scatter-0', [['pointerdown', 0.4, 0.4], ['pointermove', 0.6, 0.5], ['pointerup', 0.6, 0.5], ['click', 0.6, 0.5]], { shiftKey: true }), /Zoomed in on/);
        await changes(() => keys(page, 'scatter-0', ['+']), /Zoomed in on/);
        await changes(() => keys(page, 'scatter-0', ['-']), /Zoomed in on/);
        await changes(() => page.click(inside('scatter-0', '[data-testid="zoom-all"]')), /shape\.$/);
        const pinched = await page.evaluate(() => {
          const canvas = document.querySelector('[data-testid="scatter-0"] canvas');
          const { left, top, width, height } = canvas.getBoundingClientRect();
          const at = { bubbles: true, cancelable: true, clientX: left + width / 2, clientY: top + height / 3, deltaY: -40 };
          // Without Ctrl the wheel is the page's.
          return [false, true].map((ctrlKey) => canvas.dispatchEvent(new WheelEvent('wheel', { ...at, ctrlKey })));
        });
        assert.deepEqual(pinched, [true, false]);
        await page.waitFor(() => /Zoomed in on/.test(document.querySelector('[data-testid="scatter-0"] figcaption').innerText));
        await keys(page, 'scatter-0', ['0']);
        await page.waitFor(new Function(`return document.querySelector('[data-testid="scatter-0"] figcaption').innerText === ${JSON.stringify(whole)}`));
      });
    });

    test('a chart is saved as a well-formed SVG and as a PNG', async () => {
      await withPage(browser, async (page) => {
        for (const chart of ['shares', 'scatter-1']) {
          await page.click(inside(chart, '[data-testid="save-svg"]'));
          const svg = (await saved(page, `${chart}.svg`)).toString();
          const root = await page.evaluate(
            (text) => {
              const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
              return parsed.querySelector('parsererror')?.textContent ?? parsed.documentElement.localName;
            },
            svg,
          );
          assert.equal(root, 'svg');
        }
        await page.click(inside('knife', '[data-testid="save-png"]'));
        const png = await saved(page, 'knife.png');
        assert.equal(png.subarray(1, 4).toString(), 'PNG');
        // At least two pixels for each of the screen's.
        const width = await page.evaluate(`document.querySelector('[data-testid="knife"] canvas').clientWidth`);
        assert.ok(Math.abs(png.readUInt32BE(16) - 2 * width) <= 2);
      });
    });
  });
}

describe('Chromium', { skip: chromium.missing }, () => {
  test('charts follow the language, the theme, the width and the number of segments', async () => {
    await withPage(chromium, async (page) => {
      const before = await picture(page, 'profiles');
      for (const change of [
        () => page.click('language-fr'),
        () => page.click('theme-dark'),
        () => page.page.setViewportSize({ width: 500, height: 900 }),
        () => chooseK(page, 6),
      ]) {
        const last = await picture(page, 'profiles');
        await change();
        await page.waitFor(new Function(`
          const canvas = document.querySelector('[data-testid="profiles"] canvas');
          return canvas.getAttribute('aria-busy') === 'false' && canvas.toDataURL() !== ${JSON.stringify(last)};`), 10_000);
      }
      assert.notEqual(await picture(page, 'profiles'), before);
      assert.match(await page.text('[data-testid="shares"] figcaption'), /réunit/);
    });
  });

  test('every chart is saved as an SVG without a script, and says so', async () => {
    await withPage(chromium, async (page) => {
      for (const [index, chart] of CHARTS.entries()) {
        // Chromium drops what a page saves beyond ten files in a second (`LocalFrame::ShouldThrottleDownload`), more than a hand can ask for.
        if (index === 10) await new Promise((later) => setTimeout(later, 1_100));
        await page.click(inside(chart, '[data-testid="save-svg"]'));
        const svg = (await saved(page, `${chart}.svg`)).toString();
        assert.ok(svg.startsWith('<svg') && !/<script|javascript:/i.test(svg), chart);
        assert.match(await page.text(`[data-testid="${chart}"] [data-testid="chart-saved"]`), new RegExp(`^${basename(workbook, '.xlsx')}-2020-${chart}\\.svg: `));
      }
    });
  });

  test('Enter picks the segment of the account that is looked at', async () => {
    await withPage(chromium, async (page) => {
      await page.evaluate(`document.querySelector('[data-testid="scatter-0"] canvas').focus()`);
      await page.press('ArrowRight');
      const [, number] = (await page.text('[data-testid="scatter-0"] .inspected')).match(/segment (\d+)/);
      const chosen = () => page.evaluate(`[...document.querySelectorAll('.card.chosen')].map((card) => card.dataset.testid).join()`);
      assert.equal(await chosen(), '');
      await page.press('Enter');
      assert.equal(await chosen(), `segment-card-${number}`);
      await page.press('Enter');
      assert.equal(await chosen(), '');
    });
  });
});
