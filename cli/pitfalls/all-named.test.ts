import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** Ways in which test harnesses have deceived their users. Each was seen in one, and each has a test here that names it. */
const PITFALLS = [
  'filter typo = green',
  'SUT unreachable = same code as FAIL',
  'unknown hides fail',
  'JUnit element type wrong',
  're-analysis exits 0',
  'last-attempt-wins certificate',
  'random signing key',
  'key inside bundle',
  'harness OOM counted against SUT',
  'timeout scored FAIL',
  'retry-until-green',
  'lost value on timed-out op',
  '--repeat repeats the same seed',
  'secrets in published logs',
  'skip counted as pass',
  'reject-all SUT passes all negatives',
];

test('every pitfall has a test that names it, and no test names another', () => {
  const texts = readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.test.ts') && name !== 'all-named.test.ts')
    .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
    .join('\n');
  const named = new Set([...texts.matchAll(/describe\('pitfall: ([^']+)'/g)].map((m) => m[1]));
  expect([...named].toSorted()).toEqual(PITFALLS.toSorted());
});
