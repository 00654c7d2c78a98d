/**
 * The reference killed and sent what is not in order, at full size: 200 kills in a file and as many on PostgreSQL, 50 of
 * one of two that share a database, the database server gone 50 times, and 200,000 changed bodies; or as many as
 * KILL_RUNS, SHARED_RUNS and FUZZ_RUNS say, of fresh seeds unless KILL_SEED and FUZZ_SEED name them. Prints what goes into
 * docs/evidence: the commit, the command with its seeds, and what was counted. Exit code 1 when one has failed.
 */
import { spawnSync } from 'node:child_process';

const output = (command: string, ...args: readonly string[]): string =>
  spawnSync(command, args, { encoding: 'utf8' }).stdout.trim();

const fresh = (): string => String(Date.now() % 1_000_000_000);
const env = (name: string, otherwise: string): string => process.env[name] ?? otherwise;

const LONG = [
  {
    test: 'reference-impl/survival/kill.e2e.test.ts',
    set: { KILL_RUNS: env('KILL_RUNS', '200'), KILL_SEED: env('KILL_SEED', fresh()) },
  },
  {
    test: 'reference-impl/survival/shared.e2e.test.ts',
    set: { SHARED_RUNS: env('SHARED_RUNS', '50'), KILL_SEED: env('KILL_SEED', fresh()) },
  },
  {
    test: 'reference-impl/api/fhir/fuzz.e2e.test.ts',
    set: { FUZZ_RUNS: env('FUZZ_RUNS', '200000'), FUZZ_SEED: env('FUZZ_SEED', fresh()) },
  },
] as const;

/** Counts and verdicts; of a failure everything. */
const told = (text: string, failed: boolean): string =>
  failed
    ? text
    : text
        .split('\n')
        .filter((line) => /seed \d|^ {2}\S|Tests /.test(line) && !/[✓]/.test(line))
        .join('\n');

let failed = 0;
console.log(`commit ${output('git', 'rev-parse', '--short', 'HEAD')}, ${new Date().toISOString().slice(0, 16)} UTC`);
for (const { test, set } of LONG) {
  const settings = Object.entries(set).map(([name, value]) => `${name}=${value}`);
  console.log(`command: ${settings.join(' ')} npx vitest run --project e2e ${test}`);
  const begun = performance.now();
  const run = spawnSync('npx', ['vitest', 'run', '--project', 'e2e', test], {
    encoding: 'utf8',
    env: { ...process.env, ...set, NO_COLOR: '1' },
    maxBuffer: 64 * 1024 * 1024,
  });
  const hasFailed = run.status !== 0;
  if (hasFailed) failed += 1;
  console.log(told(`${run.stdout}${hasFailed ? run.stderr : ''}`, hasFailed));
  console.log(`${hasFailed ? 'FAILED' : 'ok'}, ${Math.round((performance.now() - begun) / 1000)} s`);
}
process.exitCode = failed === 0 ? 0 : 1;
