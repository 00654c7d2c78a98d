/**
 * Mutation tests of the oracle and the observer. `npm run -s mutation`: all of it, or what `--mutate GLOBS` names
 * (Stryker's own form, relative to the root), reusing what an earlier run on this machine found.
 * `npm run -s mutation:changed [-- BASE]`: the lines that differ from BASE (default: origin/HEAD, else HEAD~1), in at
 * most 150 s; exit 1 below the score that `BREAK` demands, 69 where it was not finished in time.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { changedLines } from './changed.ts';
import { writeHistories } from './histories.ts';

const HISTORIES = 300;
/** Fewer where time is short: asking brute force takes part of it. */
const HISTORIES_IN_TIME = 60;
const CHANGED_LIMIT_MS = 150_000;
/** As many changed lines as can be tried in the time; of more, every second, third, ... mutant is. */
const LINES_IN_TIME = 200;
const NOT_FINISHED = 69;

const { values, positionals } = parseArgs({
  options: { changed: { type: 'boolean', default: false }, mutate: { type: 'string' } },
  allowPositionals: true,
});

const stryker = (flags: readonly string[], env: Readonly<Record<string, string>>, limitMs?: number): number => {
  const started = performance.now();
  const histories = resolve('.cache/mutation/histories.json');
  writeHistories(histories, limitMs === undefined ? HISTORIES : HISTORIES_IN_TIME);
  const child = spawnSync('stryker', ['run', ...flags], {
    stdio: 'inherit',
    env: {
      ...process.env,
      MUTATION_HISTORIES: histories,
      MUTATION_COMPILED: resolve('.cache/mutation/compiled'),
      ...env,
    },
    ...(limitMs === undefined
      ? {}
      : { timeout: Math.max(1, Math.round(limitMs - (performance.now() - started))), killSignal: 'SIGTERM' as const }),
  });
  return child.signal === null && child.error === undefined ? (child.status ?? 1) : NOT_FINISHED;
};

const changed = (base: string | undefined): number => {
  const { against, ranges, lines } = changedLines(base);
  if (ranges.length === 0) {
    console.log(`mutation: no line of the oracle or the observer differs from ${against}; nothing to try`);
    return 0;
  }
  const sample = Math.ceil(lines / LINES_IN_TIME);
  const share = sample === 1 ? 'every mutant' : `one mutant in ${sample}`;
  console.log(`mutation: ${lines} lines in ${ranges.length} places differ from ${against}; ${share} is tried`);
  const flags = ['tools/mutation/changed.config.json', '--mutate', ranges.join(',')];
  const code = stryker(flags, { MUTATION_SAMPLE: String(sample) }, CHANGED_LIMIT_MS);
  if (code === NOT_FINISHED)
    console.log(`mutation: not finished in ${CHANGED_LIMIT_MS / 1000} s; nothing is concluded`);
  return code;
};

process.exitCode = values.changed
  ? changed(positionals[0])
  : stryker(values.mutate === undefined ? [] : ['--mutate', values.mutate], {});
