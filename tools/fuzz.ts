/**
 * The reference sent what is out of order, at full size: 200,000 frames, messages and bodies, or as many as FUZZ_CASES
 * says, of a fresh seed unless FUZZ_SEED names one. FUZZ_ONLY repeats the cases that a failure named. Prints how many of
 * each were sent and what became of them. Exit code 1 when it has failed.
 */
import { spawnSync } from 'node:child_process';

const { status } = spawnSync(
  'npx',
  ['vitest', 'run', '--project', 'e2e', '--reporter', 'dot', 'reference-impl/survival/fuzz/fuzz.e2e.test.ts'],
  {
    env: { ...process.env, FUZZ_CASES: process.env['FUZZ_CASES'] ?? '200000', NO_COLOR: '1' },
    stdio: ['ignore', 'inherit', 'inherit'],
  },
);
process.exitCode = status === 0 ? 0 : 1;
