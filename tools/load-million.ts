/**
 * The nightly load: `npm run -s load:million`. One run of 1,000,000 readings of 10,000 patients against the reference on a
 * file, 30 % in single posts, 20 % as messages, the rest in bundles; system, load and judge on this machine together.
 * Prints a line for each figure that is demanded of it, and ends with 1 where one does not hold, with the exit code of
 * the run where that is not 0. LOAD_MILLION_PATIENTS=N, LOAD_MILLION_RATE=N (readings a second) for a smaller one. Writes
 * load.json, summary.md and junit.xml to reports/runs/load-million/; the rest goes, it is gigabytes.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { figuresOf } from './load/figures.ts';
import { playLoad, wholeFrom } from './load/play-load.ts';

const READINGS_EACH = 100;
const GB = 1e9;
const patients = wholeFrom('LOAD_MILLION_PATIENTS', 10_000);
const rate = wholeFrom('LOAD_MILLION_RATE', 2100);
const out = fileURLToPath(new URL('../reports/runs/load-million', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'vitalproof-load-million-'));
try {
  const begun = performance.now();
  const size = ['--patients', String(patients), '--readings', String(READINGS_EACH), '--rate', String(rate)];
  const played = playLoad(['load', 'million', ...size], join(folder, 'runs'));
  const seconds = (performance.now() - begun) / 1000;
  mkdirSync(out, { recursive: true });
  for (const name of ['load.json', 'summary.md', 'junit.xml']) cpSync(join(played.folder, name), join(out, name));
  const figures = figuresOf(played.result, { readings: patients * READINGS_EACH, seconds });
  console.log(
    `million: ${availableParallelism()} processors, ${rate} readings/s, history of ${(statSync(join(played.folder, 'history.ndjson')).size / GB).toFixed(2)} GB, written to ${out}`,
  );
  for (const { name, value, demanded, holds } of figures)
    console.log(`${name}: ${value} (demanded ${demanded})${holds ? '' : ' DOES NOT HOLD'}`);
  process.exitCode = played.status !== 0 ? played.status : figures.every(({ holds }) => holds) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
