import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checks } from '../checks/index.ts';
import { mutants } from './mutants/index.ts';
import { checkOf, judgeChecks } from './play.ts';
import { runMutant } from './run-mutant.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitalproof-selftest-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the reference as it is', () => {
  test('passes every check, over every binding', async () => {
    const { verdict, requirements, lanes } = await judgeChecks(checks, {}, { runDir: join(folder, 'sound'), seed: 1 });
    const own = requirements.filter((r) => checks.some((c) => c.requirement === r.requirement));
    expect(own.filter((r) => r.verdict !== 'PASS').map((r) => `${r.requirement} ${r.verdict}: ${r.reason}`)).toEqual(
      [],
    );
    expect(own).toHaveLength(checks.length);
    expect(lanes.length).toBeGreaterThan(checks.length);
    expect(verdict).toBe('PASS');
  });
});

describe('a broken reference is caught on its own requirement', () => {
  test.concurrent.each(mutants.map((m) => [m.name, m] as const))('%s', async (_name, mutant) => {
    const result = await runMutant(mutant, folder);
    expect(`${result.result}: ${result.reason}`).toMatch(/^killed/);
    expect(result.failed).toContain(mutant.requirement);
  });
  test('every mutant has a check, and there are at least five', () => {
    for (const m of mutants) expect(checkOf(m.requirement).requirement).toBe(m.requirement);
    expect(mutants.length).toBeGreaterThanOrEqual(5);
  });
});
