// WebKit, Safari's engine: WebKitGTK's own driver under an X server without a screen.

import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tmpdir } from 'node:os';
import { Builder, By, Key, error } from 'selenium-webdriver';
import { asPredicate, chord, finished, isRemote, poll, program, selectorOf } from './common.mjs';

const DRIVER = program('WEBKIT_DRIVER', '/usr/bin/WebKitWebDriver');
const XVFB = program('XVFB', '/usr/bin/Xvfb');
const MINI_BROWSER = ['x86_64', 'aarch64']
  .flatMap((machine) => ['4.1', '6.0'].map((version) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-${version}/MiniBrowser`))
  .concat('/usr/libexec/webkit2gtk-4.1/MiniBrowser')
  .find(existsSync);

export const name = 'WebKit';
export const missing = DRIVER && XVFB && MINI_BROWSER ? false : 'WebKitGTK’s driver or Xvfb is not here';
/** No offline mode: stop the server instead. Its language is the system's, which in a bare one is called `C`. */
export const supports = { offline: false, locale: false };

/** Opens a page; see `browsers/index.mjs` for what all three offer. */
export async function open(url, { dark = false, width = 1280, height = 900 } = {}) {
  const home = await mkdtemp(join(tmpdir(), 'segmenta-webkit-'));
  const folder = join(home, 'downloads');
  await prepareHome(home, folder);
  const { display, screen } = await startScreen();
  const { port, driverProcess } = await startDriver(environment(home, display, dark));
  // A run that is broken off leaves no browser behind.
  process.once('exit', () => [driverProcess, screen].forEach((child) => child.kill()));
  const driver = await new Builder().usingServer(`http://127.0.0.1:${port}`).withCapabilities(capabilities()).build();
  await driver.manage().window().setRect({ x: 0, y: 0, width, height });
  const find = (selector) => driver.findElement(By.css(selector));
  const goto = async (to) => {
    const address = new URL(to);
    // No script can run before the page's own here: the test server puts the observer into the page.
    address.searchParams.set('observe', '1');
    await driver.get(address.href);
  };
  const evaluate = (what, argument) => run(driver, typeof what === 'function' ? `(${what})(arguments[0])` : what, argument);
  if (url) await goto(url);
  const page = {
    goto,
    upload: async (selector, path) => (await find(selector)).sendKeys([path].flat().join('\n')),
    click: async (target) => {
      const named = target.role ? `${target.role} ${target.name}` : selectorOf(target);
      await poll(() => clicked(driver, () => (target.role ? byRole(driver, target) : find(selectorOf(target)))), 10_000, `${named} can be clicked`);
    },
    press: (keys) => {
      const { held, pressed } = chord(keys);
      const actions = driver.actions();
      for (const name of held) actions.keyDown(keyOf(name));
      actions.sendKeys(keyOf(pressed));
      for (const name of held) actions.keyUp(keyOf(name));
      return actions.perform();
    },
    text: async (selector) => (await find(selector)).getText(),
    evaluate,
    waitFor: (condition, timeout = 10_000) => {
      const { source, what } = asPredicate(condition);
      // A page that gives way to another answers nothing: the other is asked.
      const ask = () =>
        evaluate(source).catch((thrown) => {
          if (thrown.name === 'NoSuchFrameError') return false;
          throw thrown;
        });
      return poll(ask, timeout, what);
    },
    screenshot: async (path) => writeFile(path, await driver.takeScreenshot(), 'base64'),
    requests: async () => {
      const names = await evaluate('performance.getEntriesByType("resource").map((entry) => entry.name)');
      return names.filter(isRemote);
    },
    consoleErrors: () => evaluate('observed.errors'),
    violations: () => evaluate('observed.violations'),
    downloads: async () => ({ folder, names: await finished(folder) }),
    setOffline: () => {
      throw new Error('WebKitGTK’s driver has no offline mode: stop the server instead');
    },
    driver,
    close: async () => {
      await driver.quit();
      driverProcess.kill();
      screen.kill();
    },
  };
  /** The driver looks into one frame at a time. */
  const inside = (selector, act) => async (...words) => {
    await driver.switchTo().frame(await find(selector));
    try {
      return await act(...words);
    } finally {
      await driver.switchTo().defaultContent();
    }
  };
  const frame = async (selector) => {
    await page.waitFor(selector);
    const acts = ['upload', 'click', 'text', 'evaluate', 'waitFor'];
    return Object.fromEntries(acts.map((name) => [name, inside(selector, page[name])]));
  };
  return { ...page, frame };
}

/** A key by the name that the other two drivers have for it. */
const keyOf = (name) => Key[name.replace(/^Arrow/, '').toUpperCase()] ?? name;

/** Awaits promises too, as the other two drivers do. */
async function run(driver, expression, argument) {
  const script = `const done = arguments[arguments.length - 1];
    Promise.resolve().then(() => (${expression})).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
  const { value, error: problem } = await driver.executeAsyncScript(script, argument);
  if (problem) throw new Error(problem);
  return value;
}

/**
 * Whether a thing is there, may be used, stands still and took a click: what the other two drivers wait for. This one does not scroll far
 * by itself, and says that a thing is no target when the page has moved under it.
 */
async function clicked(driver, findElement) {
  try {
    const element = await findElement();
    if (!(await driver.executeAsyncScript(STANDS_STILL, element))) return false;
    await element.click();
    return true;
  } catch (problem) {
    if (NOT_YET.some((kind) => problem instanceof kind)) return false;
    throw problem;
  }
}

const NOT_YET = [
  error.NoSuchElementError,
  error.StaleElementReferenceError,
  error.ElementNotInteractableError,
  error.ElementClickInterceptedError,
];

const STANDS_STILL = `const [element, done] = arguments;
  const place = () => JSON.stringify(element.getBoundingClientRect());
  element.scrollIntoView({ block: 'center', behavior: 'instant' });
  const before = place();
  requestAnimationFrame(() => requestAnimationFrame(() => done(element.isConnected && !element.disabled && place() === before)));`;

/** Buttons and links by what they are called: WebDriver knows no search by role. */
async function byRole(driver, { role, name }) {
  const candidates = await driver.findElements(By.css(role === 'link' ? 'a[href]' : `${role}, [role="${role}"]`));
  for (const candidate of candidates) {
    if ((await candidate.getAccessibleName()) === name) return candidate;
  }
  throw new error.NoSuchElementError(`no ${role} named ${name}`);
}

function capabilities() {
  return {
    browserName: 'MiniBrowser',
    'webkitgtk:browserOptions': { binary: MINI_BROWSER, args: ['--automation'] },
  };
}

/** WebKitGTK takes the folder for downloads from the desktop's settings. */
async function prepareHome(home, folder) {
  await mkdir(folder);
  await mkdir(join(home, '.config'));
  await writeFile(join(home, '.config', 'user-dirs.dirs'), `XDG_DOWNLOAD_DIR="${folder}"\n`);
}

function environment(home, display, dark) {
  return {
    ...process.env,
    HOME: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    DISPLAY: display,
    GTK_THEME: dark ? 'Adwaita:dark' : 'Adwaita',
    // WebKit's own sandbox needs name spaces that containers and root do not have.
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
    // There is no graphics card; with compositing switched off instead, taking a picture never ends.
    LIBGL_ALWAYS_SOFTWARE: '1',
    WEBKIT_SKIA_ENABLE_CPU_RENDERING: '1',
  };
}

/** Xvfb chooses a display that is free and writes its number to the file descriptor it is given. */
async function startScreen() {
  const xvfb = spawn(XVFB, ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await new Promise((resolve, reject) => {
    xvfb.stdio[3].once('data', (data) => resolve(String(data).trim()));
    xvfb.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
  });
  return { display: `:${number}`, screen: xvfb };
}

async function startDriver(env) {
  const port = await freePort();
  const driverProcess = spawn(DRIVER, [`--port=${port}`], {
    env,
    cwd: dirname(env.XDG_CONFIG_HOME),
    stdio: 'ignore',
  });
  const isUp = () => fetch(`http://127.0.0.1:${port}/status`).then((answer) => answer.ok, () => false);
  await poll(isUp, 10_000, 'WebKitWebDriver answers');
  return { port, driverProcess };
}

async function freePort() {
  const server = createServer();
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}
