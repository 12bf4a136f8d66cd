// A static host, for tests and for `serve.mjs`: serves a folder under any path and remembers every request that reaches it.

import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { basename, extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const DIST = fileURLToPath(new URL('../dist/', import.meta.url));
const OBSERVER = await readFile(new URL('./observer.js', import.meta.url));

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * Serves `folder` under `base` on this port of this machine, or on a free one; names that contain one of `withheld` are answered with 404, and the
 * texts of `added` follow the files that they name: so a test makes a build that tries what it must not. `headers` go with every answer,
 * and files of other endings than those of `types` are `application/octet-stream`.
 *
 * @returns {{url: string, log: {method: string, path: string, ofKeeper: boolean}[], turnTo: (folder: string) => void,
 * stop: () => Promise<void>}} `log` grows with each request, upgrades to sockets included: a page that is cut off from the network adds
 * nothing to it. Requests of the service worker, and for it, are `ofKeeper`. `turnTo` serves another folder from then on.
 */
export async function serve({ folder = DIST, base = '/', withheld = [], added = {}, headers = {}, types = TYPES, port = 0 } = {}) {
  const log = [];
  const send = (response, ending, content) => {
    const type = types[ending] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store', ...headers }).end(content);
  };
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://host');
    log.push({ method: request.method, path: request.url, ofKeeper: isOfKeeper(request.headers) });
    const file = fileFor(folder, base, decodeURIComponent(pathname));
    try {
      if (withheld.some((name) => pathname.includes(name))) throw new Error('withheld');
      if (pathname === `${base}observer.js`) return send(response, '.js', OBSERVER);
      const content = await readFile(file);
      const observed = searchParams.has('observe') && extname(file) === '.html';
      const more = added[basename(file)] ?? '';
      send(response, extname(file), observed ? withObserver(content) : more ? content + more : content);
    } catch {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('404\n');
    }
  });
  server.on('upgrade', (request, socket) => {
    log.push({ method: 'UPGRADE', path: request.url, ofKeeper: false });
    socket.destroy();
  });
  await new Promise((listening, failed) => server.once('error', failed).listen(port, '127.0.0.1', listening));
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  };
  const turnTo = (other) => {
    folder = other;
  };
  return { url: `http://localhost:${server.address().port}${base}`, log, turnTo, stop };
}

/** The page sends no referrer; a service worker sends its own address, and its own script is asked for by a header of its own. */
function isOfKeeper(headers) {
  return headers['service-worker'] === 'script' || /service-worker\.js$/.test(headers.referer ?? '');
}

function fileFor(folder, base, pathname) {
  if (!pathname.startsWith(base)) return '';
  const inside = normalize(pathname.slice(base.length) || 'index.html');
  return inside.startsWith('..') || inside.startsWith(sep) ? '' : join(folder, inside);
}

/** For the one driver that cannot run a script before the page's own: the page as built, with one script more. */
function withObserver(html) {
  return html.toString().replace('</title>', '</title><script src="observer.js"></script>');
}
