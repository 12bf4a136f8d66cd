// The worst files in every browser: each gets its message in both languages, and a good file follows.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { browsers } from '../browsers/index.mjs';
import { ready, segment } from '../page.mjs';
import { corpus, sampleWorkbook } from '../results.mjs';
import { serve } from '../server.mjs';

/** Files of the project's own corpus, with words of their messages. */
const FILES = {
  '66 MB of blanks': [/dépasse ce qui peut être lu/, /beyond what can be read safely/],
  'a text of 200 MB in an archive of 200 kB': [/dépasse ce qui peut être lu/, /beyond what can be read safely/],
  'entities in the sheet': [/aucun tableur n’écrit/, /no spreadsheet program writes/],
  'twenty thousand entries': [/dépasse ce qui peut être lu/, /beyond what can be read safely/],
  'cells all along the last row': [/dépasse ce qui peut être lu/, /beyond what can be read safely/],
  'new book under a password': [/mot de passe/, /password/],
  'cut short': [/endommagé/, /damaged/],
  'sectors in a circle': [/endommagé/, /damaged/],
  '17 MB between quotation marks': [/guillemet/, /quotation mark/],
};
/** 4 MB that are 4 GiB of spaces once unpacked, where they are. */
const SPACES = fileURLToPath(new URL('../../../shared/corpus/traps/bomb_4gib_spaces.xlsx', import.meta.url));

let files;
let workbook;
before(async () => {
  const folder = await corpus();
  const names = (await readdir(folder)).sort();
  files = Object.entries(FILES).map(([name, words]) => {
    const found = names.find((other) => other.replace(/^\d+ /, '') === name);
    assert.ok(found, `the corpus has no file ${name}`);
    return [join(folder, found), words];
  });
  if (existsSync(SPACES)) files.push([SPACES, FILES['66 MB of blanks']]);
  else console.log('SKIPPED 4 GiB of spaces: ../shared/corpus is absent');
  workbook = await sampleWorkbook(600, 60);
});

for (const { name, missing, open } of browsers) {
  describe(name, { skip: missing }, () => {
    let host;
    let page;
    before(async () => {
      host = await serve();
      page = await open(host.url);
      await ready(page);
    });
    after(async () => {
      await page?.close();
      await host?.stop();
    });

    test('each file gets its message in French and English, and the page goes on', async () => {
      for (const [path, [french, english]] of files) {
        const start = Date.now();
        await page.upload('[data-testid="file-input"]', path);
        await page.waitFor('[data-testid="error"]', 60_000);
        const seconds = (Date.now() - start) / 1000;
        console.log(`${name}: ${path.split('/').pop()}: ${seconds.toFixed(1)} s`);
        await page.click('language-fr');
        assert.match(await page.text('[data-testid="error"]'), french, path);
        await page.click('language-en');
        assert.match(await page.text('[data-testid="error"]'), english, path);
        await segment(page, workbook);
        await page.waitFor(() => !document.querySelector('[data-testid="error"]'), 10_000);
      }
      assert.deepEqual(await page.consoleErrors(), []);
      assert.deepEqual(await page.violations(), []);
    });
  });
}
