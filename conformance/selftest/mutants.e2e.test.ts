import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checks } from '../checks/index.ts';
import type { Mutant } from './mutant.ts';
import { mutants } from './mutants/index.ts';
import { judgeChecks, receivers } from './play.ts';
import { runMutant } from './run-mutant.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitalproof-selftest-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** It finds duplicates by itself, and stays on loopback; a variant and tests of their own play the rest. */
const LACKS: ReadonlySet<string> = new Set(['RDG-03', 'SEC-04']);

/** What stops the system needs the port process, which a system of this test has not (cli/process-port.e2e.test.ts plays it). */
const played = checks.filter((c) => c.requirement !== 'ALR-05');

describe('the reference as it is', () => {
  test('passes every check, over every binding', async () => {
    const { verdict, requirements, lanes } = await judgeChecks(played, {}, { runDir: join(folder, 'sound'), seed: 1 });
    const own = requirements.filter((r) => played.some((c) => c.requirement === r.requirement));
    const others = own.filter(
      (r) => r.verdict !== 'PASS' && !(r.verdict === 'NOT_APPLICABLE' && LACKS.has(r.requirement)),
    );
    expect(others.map((r) => `${r.requirement} ${r.verdict}: ${r.reason}`)).toEqual([]);
    expect(own).toHaveLength(played.length);
    expect(lanes.length).toBeGreaterThan(played.length);
    expect(verdict).toBe('PASS');
  }, 180_000);
});

/** One for each way of putting a defect in; `vitalproof selftest` plays them all. */
const SAMPLE = [
  'inclusive-comparison',
  'limits-of-the-last-order',
  'decimals-cut',
  'offset-taken-for-local-time',
  'ack-names-another',
  'refusal-without-reason',
  'accepted-and-not-kept',
];
const found = (name: string): Mutant[] => mutants.filter((m) => m.name === name);
const sample = SAMPLE.flatMap(found);

const nothing: Mutant = { name: 'nothing', defect: 'none', requirement: 'LIM-02' };

describe('what becomes of a mutant', () => {
  test.concurrent.each(sample.map((m) => [m.name, m] as const))('killed: %s', async (_name, mutant) => {
    const result = await runMutant(receivers, mutant, folder);
    expect(`${result.result}: ${result.reason}`).toMatch(/^killed/);
    expect(result.failed).toContain(mutant.requirement);
    // Two patients with orders of their own take ten; the median of all mutants is what counts.
    expect(result.counterexample?.operations).toBeLessThanOrEqual(10);
  });
  test.concurrent('survived: one without a defect', async () => {
    expect(await runMutant(receivers, nothing, folder)).toMatchObject({
      result: 'survived',
      verdict: 'PASS',
      failed: [],
    });
  });
  test.concurrent('survived: one that another requirement catches, and not the one it names', async () => {
    const [other] = found('refusals-not-audited');
    const named = {
      ...nothing,
      ...other,
      name: 'named-wrongly',
      requirement: 'AUD-01',
      check: 'AUD-02',
      also: ['AUD-02'],
    };
    expect(await runMutant(receivers, named, folder)).toMatchObject({ result: 'survived', failed: ['AUD-02'] });
  });
  test.concurrent('void: one that breaks another reading and does not say so', async () => {
    const [other] = found('population-limits');
    const result = await runMutant(receivers, { ...nothing, ...other, name: 'tells-less', also: [] }, folder);
    expect(result.result).toBe('void');
    expect(result.reason).toMatch(/breaks .*LIM-01.* elsewhere/);
  });
  test.concurrent('void: one that does not start', async () => {
    const result = await runMutant(
      receivers,
      {
        ...nothing,
        name: 'no-start',
        seams: {
          pipeline: () => {
            throw new Error('out of order');
          },
        },
      },
      folder,
    );
    expect(result).toMatchObject({ result: 'void', reason: 'it did not start: out of order' });
  });
});
