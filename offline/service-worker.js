// Keeps the page for use without a network. It stands outside the page's seal, so it is short: read it.
//
// It keeps the files that are named here, each only if it has its hash, and answers the browser with them. For anything else that is asked
// under its own address it asks the host, as the browser would without it. No message reaches it: there is no handler for any.

// `cargo xtask build` fills in these two: a hash over the files of the build; the address of each file, and its hash.
const VERSION = '';
const FILES = [];

// Other pages of the same host may keep something too.
const OURS = `segmenta ${registration.scope} `;

addEventListener('install', (event) => event.waitUntil(keep()));
addEventListener('activate', (event) => event.waitUntil(forget()));
addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  if (method === 'GET' && url.startsWith(registration.scope)) event.respondWith(answer(event.request));
});

/** Keeps every file of this build, or fails as a whole. */
async function keep() {
  const cache = await caches.open(OURS + VERSION);
  await Promise.all(FILES.map(async ([address, integrity]) => cache.put(address, await download(address, integrity))));
  // It takes over at once. A page that runs is not touched: it has all of its code since before its seal, and asks for nothing any more.
  await skipWaiting();
}

/** What the browser has of it already, unless that is of another build. */
async function download(address, integrity) {
  const get = async (cache) => {
    const response = await fetch(address, { integrity, cache });
    if (!response.ok) throw new Error(`${response.status} ${address}`);
    return response;
  };
  return get('force-cache').catch(() => get('reload'));
}

/** Forgets all builds but this one and the last before it, which a page may be loading just now. */
async function forget() {
  const others = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== OURS + VERSION);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
}

async function answer(request) {
  const address = request.url.replace(/[?#].*/, '').replace(/index\.html$/, '');
  const isPage = request.mode === 'navigate' && address === registration.scope;
  const kept = isPage
    ? await (await caches.open(OURS + VERSION)).match('./')
    : await caches.match(request, { ignoreVary: true });
  return kept ?? fetch(request);
}
