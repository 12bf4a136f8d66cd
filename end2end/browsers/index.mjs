// The three browsers behind one small interface.
//
// `open(url, { locale, dark, width, height, offline })` (`locale` where `supports.locale`) gives a page:
//   goto(url)                       upload(selector, path or paths)
//   click(target)                   "testid", { css } or { role, name }
//   press("Tab" or "Shift+Tab")     text(selector)
//   waitFor(condition, timeout)     a selector, or a function that runs in the page
//   evaluate(function, argument)    awaited when it gives a promise
//   frame(selector)                 a frame, for upload, click, text, waitFor and evaluate in it
//   screenshot(path)                requests()        addresses that the page asked for
//   consoleErrors()                 violations()      refusals of the page's policy
//   downloads()                     { folder, names } of what has arrived in full
//   setOffline(yes)                 where `supports.offline`
//   close()

import * as chromium from './chromium.mjs';
import * as firefox from './firefox.mjs';
import * as webkit from './webkit.mjs';

export { chromium, firefox, webkit };
export const browsers = [chromium, firefox, webkit];
