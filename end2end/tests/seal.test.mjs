// A build that tries to send something after the seal, from the page and from the product's own worker, is refused each time.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { browsers } from '../browsers/index.mjs';
import { ready, segment } from '../page.mjs';
import { sampleWorkbook } from '../results.mjs';
import { serve } from '../server.mjs';

/** Follows the worker's code: on demand it tries every way out, and tells what came of each. */
const TRYING_WORKER = `
;(() => {
  const channel = new BroadcastChannel('attempts');
  const attempt = async (name, way) => {
    try { return [name, await way()]; } catch { return [name, 'refused']; }
  };
  channel.onmessage = async ({ data: targets }) => {
    if (!Array.isArray(targets)) return;
    const results = [];
    for (const target of targets) {
      results.push(await attempt('fetch', async () => { await fetch(target, { mode: 'no-cors' }); return 'sent'; }));
      results.push(await attempt('XMLHttpRequest', () => new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        request.onload = () => resolve('sent');
        request.onerror = reject;
        request.open('POST', target);
        request.send('x');
      })));
      results.push(await attempt('importScripts', () => { importScripts(target); return 'sent'; }));
      results.push(await attempt('WebSocket', () => new Promise((resolve, reject) => {
        const socket = new WebSocket(target.replace('http', 'ws'));
        socket.onopen = () => resolve('sent');
        socket.onerror = reject;
      })));
      results.push(await attempt('eval', () => { (0, eval)('1'); return 'ran'; }));
    }
    channel.postMessage({ results });
  };
})();
`;

for (const browser of browsers) {
  describe(browser.name, { skip: browser.missing }, () => {
    let host;
    let elsewhere;
    let workbook;
    before(async () => {
      host = await serve({ added: { 'worker.js': TRYING_WORKER } });
      elsewhere = await serve();
      workbook = await sampleWorkbook(600, 60);
    });
    after(async () => {
      await host.stop();
      await elsewhere.stop();
    });

    test('no way out is open, neither to another host nor to its own', async () => {
      const page = await browser.open(host.url, { locale: 'en-US' });
      try {
        await ready(page);
        // A job first: by then every worker has started.
        await segment(page, workbook);
        const before = [host.log.length, elsewhere.log.length];
        const targets = [`${host.url}leak.js`, `${elsewhere.url}leak.js`];
        const ofWorker = await page.evaluate(askWorker, targets);
        const ofPage = await page.evaluate(tryFromPage, targets);
        for (const [name, outcome] of [...ofWorker, ...ofPage]) assert.equal(outcome, 'refused', name);
        assert.deepEqual([host.log.length, elsewhere.log.length], before, 'a host was reached');
      } finally {
        await page.close();
      }
    });
  });
}

/** Runs in the page: every worker answers, the first answer counts. */
function askWorker(targets) {
  const channel = new BroadcastChannel('attempts');
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('no worker answered')), 20_000);
    channel.onmessage = ({ data }) => data.results && resolve(data.results);
    channel.postMessage(targets);
  });
}

/** Runs in the page. A way out that stays silent for a second counts as sent: the hosts' logs tell more. */
async function tryFromPage(targets) {
  const results = [];
  const attempt = async (name, way) => {
    const silence = new Promise((resolve) => setTimeout(() => resolve('silent'), 1_000));
    try {
      results.push([name, await Promise.race([way(), silence])]);
    } catch {
      results.push([name, 'refused']);
    }
  };
  /** Refused when the policy says so, whatever the element itself reports. */
  const refusal = (start) =>
    new Promise((resolve) => {
      document.addEventListener('securitypolicyviolation', () => resolve('refused'), { once: true });
      start();
    });
  const element = (name, attributes) => () =>
    refusal(() => document.head.append(Object.assign(document.createElement(name), attributes)));
  for (const target of targets) {
    await attempt('fetch', async () => (await fetch(target, { mode: 'no-cors' }), 'sent'));
    await attempt('beacon', () => refusal(() => navigator.sendBeacon(target, 'x')));
    await attempt('socket', () => refusal(() => {
      try {
        new WebSocket(target.replace('http', 'ws'));
      } catch {
        document.dispatchEvent(new Event('securitypolicyviolation'));
      }
    }));
    await attempt('image', () => refusal(() => (new Image().src = target)));
    await attempt('script', element('script', { src: target }));
    await attempt('style sheet', element('link', { rel: 'stylesheet', href: target }));
    await attempt('frame', () => refusal(() => document.body.append(Object.assign(document.createElement('iframe'), { src: target }))));
    await attempt('worker', () => refusal(() => new Worker(target)));
    await attempt('service worker', async () => (await navigator.serviceWorker.register(target), 'sent'));
    await attempt('import', async () => (await import(target), 'sent'));
    await attempt('form', () =>
      refusal(() => {
        const form = Object.assign(document.createElement('form'), { action: target, method: 'post' });
        document.body.append(form);
        form.submit();
      }));
  }
  return results;
}
