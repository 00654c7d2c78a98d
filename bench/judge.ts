/**
 * How fast a stored history is judged: `npm run -s bench:judge`. Conforming histories of 250,000, 500,000 and
 * 1,000,000 lines are written to a temporary folder and judged in processes of their own; the largest three times,
 * the median counts. The floor is the same file with every line parsed as JSON and nothing else. Fails (exit 1)
 * when a verdict is not what it has to be. BENCH_EVENTS=N: N lines at most; BENCH_REPEATS=N.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeHistory, type Written } from './judge/write-history.ts';

const CHILD = fileURLToPath(new URL('judge/child.ts', import.meta.url));
const whole = (name: string, fallback: number): number => {
  const text = process.env[name] ?? String(fallback);
  if (!/^[1-9]\d*$/.test(text)) throw new RangeError(`${name} is ${text}; expected a whole number from 1`);
  return Number(text);
};
const MOST = whole('BENCH_EVENTS', 1_000_000);
const REPEATS = whole('BENCH_REPEATS', 3);

interface Measured {
  readonly seconds: number;
  /** Of all its threads, with what it takes to start. */
  readonly cpuSeconds: number;
  readonly rssMb: number;
  readonly verdict?: string;
  readonly failed?: readonly string[];
  readonly lanes?: readonly string[];
  readonly demanded?: number;
}

const measure = (mode: 'floor' | 'read' | 'judge', file: string): Measured => {
  const child = spawnSync(process.execPath, [...process.execArgv, CHILD, mode, file], { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(`${mode} ended with ${child.status ?? child.signal}:\n${child.stderr}`);
  return JSON.parse(child.stdout) as Measured;
};

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
const us = (seconds: number, lines: number): string => `${((seconds * 1e6) / lines).toFixed(1)} µs a line`;

/** Every item is demanded once by ALR-01, and by the two sentinels: a judge that looks away is no fast judge. */
const wrong = ({ verdict, failed, lanes, demanded }: Measured, { items }: Written): string | undefined => {
  if (verdict !== 'PASS') return `the verdict is ${verdict}: ${[...(failed ?? []), ...(lanes ?? [])].join(', ')}`;
  return demanded === items + 2 ? undefined : `ALR-01 demanded ${demanded} items, ${items + 2} were raised`;
};

const folder = mkdtempSync(join(tmpdir(), 'vitalproof-bench-'));
try {
  const results: { readonly lines: number; readonly seconds: number; readonly rssMb: number }[] = [];
  for (const events of [MOST / 4, MOST / 2, MOST].map(Math.floor)) {
    const file = join(folder, `${events}.ndjson`);
    const written = writeHistory(file, events);
    const { lines, bytes, readings, items } = written;
    console.log(`\n${lines} lines, ${(bytes / 1e6).toFixed(0)} MB: ${readings} readings, ${items} items`);
    const floor = measure('floor', file);
    const read = measure('read', file);
    const runs = Array.from({ length: events === MOST ? REPEATS : 1 }, () => measure('judge', file));
    const problem = runs.map((run) => wrong(run, written)).find((p) => p !== undefined);
    if (problem !== undefined) throw new Error(problem);
    const seconds = median(runs.map((r) => r.seconds));
    const cpuSeconds = median(runs.map((r) => r.cpuSeconds));
    const rssMb = Math.max(...runs.map((r) => r.rssMb));
    results.push({ lines, seconds, rssMb });
    console.log(`  floor (JSON.parse)  ${floor.seconds.toFixed(2)} s  ${us(floor.seconds, lines)}`);
    console.log(
      `  read and validate   ${read.seconds.toFixed(2)} s  ${us(read.seconds, lines)}  ${read.rssMb.toFixed(0)} MB`,
    );
    console.log(`  judge, CPU          ${cpuSeconds.toFixed(2)} s  ${us(cpuSeconds, lines)}, all threads together`);
    console.log(
      `  judge               ${seconds.toFixed(2)} s  ${us(seconds, lines)}  ${rssMb.toFixed(0)} MB  ${(seconds / floor.seconds).toFixed(2)} times the floor`,
    );
    rmSync(file);
  }
  const [first, last] = [results[0], results.at(-1)];
  if (first === undefined || last === undefined) throw new Error('nothing was measured');
  console.log(`\nbench judge.linearity ${(last.seconds / last.lines / (first.seconds / first.lines)).toFixed(2)}`);
  console.log(`bench judge.seconds ${last.seconds.toFixed(2)}`);
  console.log(`bench judge.rss_mb ${last.rssMb.toFixed(0)}`);
} catch (error) {
  console.error(`bench judge: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true });
}
