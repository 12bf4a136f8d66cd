// Starts the page: takes all of its code, worker included, so that the page can then cut itself off from the network.
//
// The program finds the worker's code in `globalThis.segmentaWorker`: { script: string, wasm: WebAssembly.Module, here?: function,
// readsFiles: boolean }. Workers are started from that text, never from a URL: only a worker from a blob obeys the page's policy. Where none
// can be started, `here` is the same script as a function, to be called in the page. Where it does not read files, the page hands it bytes.
// `globalThis.segmentaBuild` tells of the files: { hashes: string, isKept: boolean, isOneFile: boolean }.

const element = (id) => document.getElementById(id);

// The smallest module with a SIMD instruction in it.
const SIMD = Uint8Array.of(
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
);

/** How long the page waits for the browser to have kept it, in milliseconds. */
const KEEPING = 4_000;

/** How long a first worker may take to answer, in milliseconds: on a busy machine it takes seconds. */
const ANSWERING = 15_000;

/** The one-file edition has the app's script in itself; a page from a host has the address of one. */
const isOneFile = 'segmentaApp' in globalThis;

const canRun = () => typeof WebAssembly === 'object' && WebAssembly.validate(SIMD) && (!isOneFile || 'DecompressionStream' in globalThis);

/** The document, which this script may come before. */
const parsed = () =>
  new Promise((done) => (document.readyState === 'loading' ? addEventListener('DOMContentLoaded', done, { once: true }) : done()));

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
const compile = async (bytes) => WebAssembly.compile(arrived(await bytes));

/** What the first worker does: takes a compiled module, as the program's workers will, and a file. */
const FIRST = `onmessage = ({ data: { module, file } }) => {
  let readsFiles = true;
  try {
    new FileReaderSync().readAsArrayBuffer(file);
  } catch {
    readsFiles = false;
  }
  postMessage(module instanceof WebAssembly.Module && { readsFiles });
};
onmessageerror = () => postMessage(false);`;

/**
 * Whether workers can be started here as the program starts them, which policies, frames and browsers may forbid; and whether they may read
 * files, which WebKit does not grant those of a page from a disk.
 */
async function tryWorker() {
  const url = URL.createObjectURL(new Blob([FIRST], { type: 'text/javascript' }));
  let worker;
  try {
    worker = new Worker(url);
    return await new Promise((answer) => {
      worker.onmessage = ({ data }) => answer(data);
      worker.onerror = () => answer(false);
      setTimeout(answer, ANSWERING, false);
      worker.postMessage({ module: new WebAssembly.Module(SIMD), file: new Blob(['a file']) });
    });
  } catch {
    return false;
  } finally {
    worker?.terminate();
    URL.revokeObjectURL(url);
  }
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

/** The script of this address, run in the page. */
function run(url) {
  return new Promise((done, failed) => {
    const script = Object.assign(document.createElement('script'), { src: url.href, onload: done });
    script.onerror = () => failed(new Error(`no script ${url.pathname}`));
    document.head.append(script);
  });
}

/** The parts of the page, from the files beside it. */
function fromHost() {
  const { href: glueUrl, dataset } = element('app-glue');
  const wasmUrl = new URL(dataset.wasm, document.baseURI);
  // The app's file names carry a digest and the worker's do not: without this a cache could give the worker of an earlier build.
  const ofThisBuild = (name) => new URL(`${name}?for=${wasmUrl.pathname.split('/').pop()}`, wasmUrl);
  const text = (name) => get(ofThisBuild(name)).then((response) => response.text());
  const bytes = (url) => get(url).then((response) => response.arrayBuffer());
  return {
    glue: import(glueUrl).then((glue) => glue.default),
    app: bytes(wasmUrl),
    script: text('worker.js'),
    wasm: bytes(ofThisBuild('worker_bg.wasm')),
    here: () => run(ofThisBuild('worker.js')),
    // Without these the page works as well: where the browser or the host lacks them, in a sandbox, in a frame.
    isKept: keep().catch(() => false),
    hashes: text('sha256sums.txt').catch(() => ''),
    manifest: holdManifest().catch(() => element('manifest')?.remove()),
  };
}

/** The parts of the page, out of this very file. */
function fromThisFile() {
  const unpack = (id) => {
    const packed = Uint8Array.from(atob(element(id).textContent), (character) => character.charCodeAt(0));
    return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
  };
  return {
    glue: globalThis.segmentaApp,
    app: unpack('app-wasm'),
    script: element('worker-script').textContent,
    wasm: unpack('worker-wasm'),
    here: () => {},
    isKept: false,
    hashes: '',
  };
}

async function start() {
  const parts = isOneFile ? fromThisFile() : fromHost();
  // The first worker's time runs once the processors have compiled the rest.
  const [glue, app, script, wasm] = await Promise.all([
    Promise.resolve(parts.glue).then(arrived),
    compile(parts.app),
    Promise.resolve(parts.script).then(arrived),
    compile(parts.wasm),
  ]);
  const worker = await tryWorker();
  if (!worker) await parts.here();
  const here = worker ? undefined : globalThis.segmentaWorkerScript;
  globalThis.segmentaWorker = Object.freeze({ script, wasm, here, readsFiles: Boolean(worker.readsFiles) });
  const [isKept, hashes] = await Promise.all([parts.isKept, parts.hashes, parts.manifest]);
  globalThis.segmentaBuild = Object.freeze({ hashes, isKept, isOneFile });
  await glue({ module_or_path: app });
  element('boot').remove();
}

// No `await` out here: browsers that are too old would not know it, and could not say so.
parsed().then(() => {
  if (!canRun()) return show('boot-too-old');
  return start().catch((error) => {
    console.error(error);
    show('boot-failed', String(error));
  });
});
