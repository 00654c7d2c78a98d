/**
 * Runs the reference's tests on PostgreSQL: the very ones that `npm test` runs in memory, each on a schema of its own of
 * a server that is started for them and thrown away. `--all`: every one, also those with many generated runs and the
 * worked cases over FHIR, which take long there. Exit code 69 where no PostgreSQL server is installed.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { noPostgres, startCluster } from '../reference-impl/store/postgres/cluster.ts';

/** What takes minutes there, and shows what others show too. */
const LONG = [
  /\.property\.test/,
  /\/fuzz/,
  /fhir\/cases\.e2e/,
  /fhir\/capability/,
  /\/survival\//,
  /\/hl7v2\//,
  /crash\.e2e/,
  /malformed/,
  /waiting\/sweep/,
];
const isLong = (file: string): boolean => LONG.some((pattern) => pattern.test(file));

const main = async (): Promise<number> => {
  if (noPostgres !== undefined) {
    console.error(noPostgres);
    return 69;
  }
  const files = globSync('reference-impl/**/*.test.ts');
  // What asks for no database runs the same as ever: a moment.
  const chosen = process.argv.includes('--all') ? files : files.filter((file) => !isLong(file));
  const cluster = await startCluster();
  try {
    const vitest = spawn('vitest', ['run', '--testTimeout', '240000', ...chosen], {
      stdio: 'inherit',
      env: { ...process.env, VITALPROOF_TEST_POSTGRES: cluster.url },
    });
    const [code] = await once(vitest, 'exit');
    return typeof code === 'number' ? code : 1;
  } finally {
    await cluster.remove();
  }
};

process.exitCode = await main();
