import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const rooms = '{contract,simulator,reference-impl,conformance,reports,cli,scenarios,bench,tools}';

/**
 * Properties are drawn from one seed, so that a commit that passed passes again; the night draws others
 * (`PROPERTY_SEED`, .ci/nightly). A property that names a seed of its own keeps it.
 */
const PROPERTY_SEED = "Number(process.env['PROPERTY_SEED'] ?? 20261126)";

const seeded = {
  name: 'seeded properties',
  enforce: 'pre' as const,
  transform: (code: string, id: string): string | undefined =>
    /\.test(-helper)?\.ts$/.test(id) && code.includes("from 'fast-check'")
      ? `${code}\nimport { configureGlobal as seedProperties } from 'fast-check';\nseedProperties({ seed: ${PROPERTY_SEED} });\n`
      : undefined,
};

/** Tests stand beside what they test. `unit` opens no socket; `e2e` starts servers on loopback; `browser` looks at pages in Chromium. */
export default defineConfig({
  test: {
    pool: 'threads',
    // Servers and clients wait for each other most of the time: one file at a time would leave a core idle.
    maxWorkers: 2,
    projects: [
      {
        plugins: [seeded],
        test: {
          name: 'unit',
          // Modules are read once a thread, not once a file, which was four tenths of the processor's time. What a test replaces
          // it gives back; `vi.mock` has no place here, because others have read the module already. Connections to a PostgreSQL
          // server that tests leave open end with their thread alone, so there every file has one of its own.
          isolate: process.env['VITALPROOF_TEST_POSTGRES'] !== undefined,
          include: [`${rooms}/**/*.test.ts`],
          exclude: ['**/*.e2e.test.ts', '**/*.browser.test.ts', '**/node_modules/**', 'dist/**'],
          testTimeout: 20_000,
        },
      },
      {
        plugins: [seeded],
        test: {
          name: 'e2e',
          // What a test leaves open (databases, sockets, threads) ends with its process: a thread that ended with it once took
          // the whole run along.
          pool: 'forks',
          // Commands that tests start are compiled once, not each time anew.
          env: { NODE_COMPILE_CACHE: resolve('.cache/compiled') },
          ...(process.env['VITALPROOF_WIRE'] === undefined ? {} : { setupFiles: ['tools/validators/tap.ts'] }),
          include: [`${rooms}/**/*.e2e.test.ts`],
          exclude: ['**/node_modules/**', 'dist/**'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          // A browser with its processes takes the place of several tests: one file at a time.
          pool: 'forks',
          maxWorkers: 1,
          include: [`${rooms}/**/*.browser.test.ts`],
          exclude: ['**/node_modules/**', 'dist/**'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
});
