// What a visitor downloads, as a host sends it compressed by brotli, and the most it may be.

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { test } from 'node:test';
import { brotliCompressSync, constants } from 'node:zlib';
import { DIST } from '../server.mjs';

// The page draws thirteen charts, speaks two languages and holds two years, two numbers of segments and a kit to load; the worker reads every
// format of calamine, 320 kB by itself, and writes workbooks and reports. Both are kept by the service worker: they are fetched once a version.
const LIMITS = { page: 560_000, worker: 1_150_000 };

const sizes = { page: 0, worker: 0 };
for (const name of await readdir(DIST)) {
  const content = await readFile(DIST + name);
  const compressed = brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  sizes[name.startsWith('worker') ? 'worker' : 'page'] += compressed.length;
  console.log(`${name}: ${content.length} bytes, ${compressed.length} by brotli`);
}

for (const [part, limit] of Object.entries(LIMITS)) {
  test(`the ${part} is at most ${limit} bytes: ${sizes[part]}`, () => assert.ok(sizes[part] > 0 && sizes[part] <= limit));
}
