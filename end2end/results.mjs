// What the command makes of a workbook: the page must give the same bytes.

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const run = promisify(execFile);

/** Runs the native command; building it first costs nothing when it is there. */
export async function segmenta(...words) {
  return run('cargo', ['run', '--quiet', '--release', '--locked', '--bin', 'segmenta', '--', ...words], { cwd: ROOT });
}

/** A folder for what a test makes. */
export const scratch = () => mkdtemp(join(tmpdir(), 'segmenta-'));

/** A workbook of the sample generator. */
export async function sampleWorkbook(rows, accounts) {
  const path = join(await scratch(), 'ventes.xlsx');
  await segmenta('sample', '--rows', String(rows), '--accounts', String(accounts), '--out', path);
  return path;
}

/** The folder of the project's own hostile files, written now. */
export async function corpus() {
  const words = ['test', '--quiet', '--locked', '--test', 'hostile', '--', '--ignored', '--exact', 'write_corpus'];
  await run('cargo', words, { cwd: ROOT });
  return join(ROOT, 'target/tmp/corpus');
}

/** The files that the command writes, by name. */
export async function filesOf(workbook, ...options) {
  const out = await scratch();
  await segmenta('segment', workbook, '--out', out, ...options);
  return filesIn(out);
}

/** Every file of a folder, by name. */
export async function filesIn(folder) {
  const names = (await readdir(folder)).sort();
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name))])));
}

/** A workbook of the oracle, or false where it is not. */
export function oracle(name) {
  const path = join(ROOT, '../shared/oracle', name);
  return existsSync(path) ? path : false;
}
