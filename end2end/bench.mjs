// Times the whole job in headless Chromium, ours and the JavaScript peer's, and prints one JSON line.
//
//   node bench.mjs ours FILE [WORKERS [SECONDS]]   (the page is open for so long when it gets the file: 2, as a person takes to choose one)
//   node bench.mjs load                            (a browser that was never here: to its first paint, and until a file can be given)
//   node bench.mjs cancel FILE                     (from the click on Cancel while silhouettes are computed to the page's next frame without the job)
//   node bench.mjs javascript FILE PEER_FOLDER     (worker.js with its libraries beside it)

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as chromium from './browsers/chromium.mjs';
import { ready } from './page.mjs';
import { serve } from './server.mjs';

const [what, file, argument, open] = process.argv.slice(2);
const commands = {
  ours: () => ours(file, argument ?? '2', Number(open ?? 2)),
  load: () => load(),
  cancel: () => cancel(file),
  javascript: () => javascript(file, argument),
};
console.log(JSON.stringify(await commands[what]()));

/** From the file's arrival in the page to the segments of the best k on the page. */
async function ours(workbook, workers, open) {
  const host = await serve();
  const page = await chromium.open(`${host.url}?workers=${workers}`, { locale: 'en-US' });
  try {
    await ready(page);
    await page.evaluate(() => {
      globalThis.bench = {};
      document.addEventListener('change', () => (bench.start ??= performance.now()), true);
      const look = () => {
        if (!bench.end && document.querySelector('[data-testid="segment-card-1"]')) bench.end = performance.now();
      };
      new MutationObserver(look).observe(document.body, { subtree: true, childList: true });
      new PerformanceObserver((list) => {
        bench.tasks = [...(bench.tasks ?? []), ...list.getEntries().map(({ startTime, duration }) => [startTime, duration])];
      }).observe({ entryTypes: ['longtask'] });
    });
    await new Promise((later) => setTimeout(later, 1000 * open));
    await page.upload('[data-testid="file-input"]', workbook);
    await page.waitFor(() => Boolean(globalThis.bench.end), 600_000);
    await new Promise((later) => setTimeout(later, 1_500));
    const { start, end, tasks, marks } = await page.evaluate(() => ({
      ...globalThis.bench,
      marks: performance.getEntriesByType('mark').map(({ name, startTime }) => [name, startTime]),
    }));
    return {
      seconds: (end - start) / 1000,
      stages: stagesOf(marks, start, end),
      longest_task_ms: Math.max(0, ...(tasks ?? []).map(([, duration]) => duration)),
      tasks: tasks?.map(([at, duration]) => [at - start, duration]),
      peak_mb: await peakOf(page),
    };
  } finally {
    await page.close();
    await host.stop();
  }
}

/** Seconds from the request for the page on. */
async function load() {
  const host = await serve();
  const page = await chromium.open('', { locale: 'en-US' });
  try {
    await page.page.addInitScript(() => {
      new MutationObserver(() => {
        if (document.querySelector('[data-testid="file-input"]')) globalThis.usable ??= performance.now();
      }).observe(document, { subtree: true, childList: true });
    });
    await page.goto(host.url);
    await ready(page);
    await page.waitFor(() => performance.getEntriesByName('first-contentful-paint').length > 0);
    return await page.evaluate(() => {
      const painted = performance.getEntriesByName('first-contentful-paint')[0].startTime;
      // What is there unseen is of no use.
      return { first_paint: painted / 1000, usable: Math.max(painted, globalThis.usable) / 1000 };
    });
  } finally {
    await page.close();
    await host.stop();
  }
}

/** How soon a job that computes silhouettes is gone, with its workers, and the page takes another file. */
async function cancel(workbook) {
  const host = await serve();
  const page = await chromium.open(`${host.url}?workers=2`, { locale: 'en-US' });
  try {
    await ready(page);
    await page.upload('[data-testid="file-input"]', workbook);
    await page.waitFor(() => performance.getEntriesByName('segmenta:Scoring').length > 0, 600_000);
    // Some pieces are under way by then.
    await new Promise((later) => setTimeout(later, 100));
    const seconds = await page.evaluate(
      () =>
        new Promise((done) => {
          const start = performance.now();
          const button = () => document.querySelector('[data-testid="cancel-button"]');
          const look = () => (button() ? requestAnimationFrame(look) : done((performance.now() - start) / 1000));
          button().click();
          requestAnimationFrame(look);
        }),
    );
    return { seconds };
  } finally {
    await page.close();
    await host.stop();
  }
}

/** Seconds from each stage's first mark to the next stage's, up to the end: what comes after it is no part of the job. */
function stagesOf(marks, start, end) {
  const within = marks.filter(([name, at]) => name.startsWith('segmenta:') && at >= start && at < end);
  const times = within.filter(([name], index) => within.findIndex(([other]) => other === name) === index);
  const ends = [...times.slice(1).map(([, at]) => at), end];
  return Object.fromEntries(times.map(([name, at], index) => [name.slice('segmenta:'.length), (ends[index] - at) / 1000]));
}

async function javascript(workbook, folder) {
  const host = await serve({ folder });
  const page = await chromium.open('', {});
  try {
    await writeFile(join(folder, 'index.html'), '<!DOCTYPE html><title>peer</title><input type="file">');
    await page.goto(host.url);
    await page.evaluate(() => {
      const input = document.querySelector('input');
      input.addEventListener('change', () => {
        const worker = new Worker('worker.js');
        worker.onmessage = ({ data }) => (globalThis.figures = data);
        worker.onerror = (event) => (globalThis.figures = { error: event.message });
        worker.postMessage(input.files[0]);
      });
    });
    await page.upload('input', workbook);
    await page.waitFor(() => Boolean(globalThis.figures), 600_000);
    const figures = await page.evaluate(() => globalThis.figures);
    if (figures.error) throw new Error(figures.error);
    return { ...figures, peak_mb: await peakOf(page) };
  } finally {
    await page.close();
    await host.stop();
  }
}

/** Peak resident memory of the process that renders the page and runs its workers, where the system tells it. */
async function peakOf({ page }) {
  const session = await page.context().browser().newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const peaks = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(async ({ id }) => Number(/VmHWM:\s+(\d+)/.exec(await readFile(`/proc/${id}/status`, 'utf8').catch(() => ''))?.[1] ?? 0));
  return Math.round(Math.max(...(await Promise.all(peaks))) / 1024);
}
