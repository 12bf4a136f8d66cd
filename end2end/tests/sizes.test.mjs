// What a visitor downloads, as a host sends it compressed by brotli, and the most it may be.

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { test } from 'node:test';
import { brotliCompressSync, constants } from 'node:zlib';
import { DIST } from '../server.mjs';

// Generous: four times a Leptos page of this kind; calamine, with every format it reads, is 320 kB gzipped by itself.
const LIMITS = { page: 400_000, worker: 900_000 };

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
