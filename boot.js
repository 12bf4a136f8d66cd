// Starts the page: fetches all of its code, worker included, so that the page can then cut itself off from the network.
//
// The program finds the worker's code in `globalThis.segmentaWorker`: { script: string, wasm: WebAssembly.Module }.
// Workers are started from that text, never from a URL: only a worker from a blob obeys the page's policy.
// `globalThis.segmentaBuild` tells of the files: { hashes: string, isKept: boolean }.

const element = (id) => document.getElementById(id);

// The smallest module with a SIMD instruction in it.
const SIMD = Uint8Array.of(
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
);

/** How long the page waits for the browser to have kept it, in milliseconds. */
const KEEPING = 4_000;

const canRun = () => typeof WebAssembly === 'object' && WebAssembly.validate(SIMD);

function show(id, reason = '') {
  element('boot-loading').hidden = true;
  element('boot-reason').textContent = reason;
  element(id).hidden = false;
}

/** One more of the four downloads has arrived. */
function arrived(value) {
  element('boot-progress').value += 1;
  return value;
}

async function get(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} ${url.pathname}`);
  return response;
}

/** Compiles from bytes: compiling from the stream would depend on the media type that the host sends. */
async function module(url) {
  const response = await get(url);
  return WebAssembly.compile(arrived(await response.arrayBuffer()));
}

/**
 * Has the browser keep the page for use without a network, and says whether it does. Only before the seal can this be started, and the
 * page waits until it is done, so that nothing is asked of the host after the seal. Not in a frame: such a page is another one's part.
 */
async function keep() {
  if (window !== window.parent) return false;
  const registration = await navigator.serviceWorker.register('service-worker.js');
  const { installing } = registration;
  if (installing) {
    await new Promise((done) => {
      installing.addEventListener('statechange', done, { once: true });
      setTimeout(done, KEEPING);
    });
  }
  return Boolean(registration.waiting ?? registration.active);
}

/** Browsers ask for the manifest when they please, which could be after the seal: the page holds it itself, with whole addresses. */
async function holdManifest() {
  const link = element('manifest');
  const manifest = await get(new URL(link.href)).then((response) => response.json());
  for (const name of ['id', 'start_url', 'scope']) manifest[name] = new URL(manifest[name], link.href).href;
  link.href = `data:application/manifest+json,${encodeURIComponent(JSON.stringify(manifest))}`;
}

async function start() {
  const { href: glueUrl, dataset } = element('app-glue');
  const wasmUrl = new URL(dataset.wasm, document.baseURI);
  // The app's file names carry a digest and the worker's do not: without this a cache could give the worker of an earlier build.
  const ofThisBuild = (name) => new URL(`${name}?for=${wasmUrl.pathname.split('/').pop()}`, wasmUrl);
  // Without these the page works as well: where the browser or the host lacks them, in a sandbox, in a frame.
  const extras = [
    keep().catch(() => false),
    get(ofThisBuild('sha256sums.txt')).then((response) => response.text()).catch(() => ''),
    holdManifest().catch(() => element('manifest')?.remove()),
  ];
  const [glue, app, script, wasm] = await Promise.all([
    import(glueUrl).then(arrived),
    module(wasmUrl),
    get(ofThisBuild('worker.js')).then((response) => response.text()).then(arrived),
    module(ofThisBuild('worker_bg.wasm')),
  ]);
  globalThis.segmentaWorker = Object.freeze({ script, wasm });
  const [isKept, hashes] = await Promise.all(extras);
  globalThis.segmentaBuild = Object.freeze({ hashes, isKept });
  await glue.default({ module_or_path: app });
  element('boot').remove();
}

if (canRun()) {
  start().catch((error) => {
    console.error(error);
    show('boot-failed', String(error));
  });
} else {
  show('boot-too-old');
}
