// axe-core in a page of Chromium, or in a frame of one. The driver runs it by the browser's own protocol: the page's policy stays as strict as it is.

import { readFile } from 'node:fs/promises';

const SOURCE = await readFile(new URL('./node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

/** Everything that axe-core finds, best practices too, a line each. */
export async function findings(page) {
  // Colours between two themes are nobody's choice. A transition inside a closed panel comes to its end without ever saying so.
  await page.evaluate(async () => {
    const isRunning = (it) => it instanceof CSSTransition && it.playState === 'running';
    while (document.getAnimations().some(isRunning)) await new Promise(requestAnimationFrame);
    // What happens to lie below the bar of steps where a page is scrolled comes out of it when it is scrolled on.
    window.scrollTo({ top: 0, behavior: 'instant' });
  });
  await page.evaluate(`if (!globalThis.axe) { ${SOURCE} }; undefined`);
  return page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document, {
      resultTypes: ['violations'],
      rules: { 'target-size': { enabled: true } },
    });
    const why = ({ any, all, none }) => [...any, ...all, ...none].map(({ message }) => message).join('; ');
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}: ${why(node)}`));
  });
}
