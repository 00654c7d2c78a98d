import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { planLanes } from '../../conformance/runner/plan-lanes.ts';
import { referenceProfile } from '../../conformance/sut/profile.ts';
import { commandLine } from '../command-line.test-helper.ts';
import { findScenario } from '../scenarios.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitalproof-pitfalls-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
const vitalproof = commandLine(() => ({ VITALPROOF_RUNS: folder }));

describe('pitfall: filter typo = green', () => {
  test.each([
    [['certify', '--only', 'LMI-*'], 3],
    [['certify', '--only', 'LIM-02,LMI-03'], 3],
    [['certify', '--onyl', 'LIM-02'], 64],
    [['run', 'limits-chagned'], 3],
    [['explain', 'LIM-99'], 3],
    [['list', 'requirements', 'no-such-word'], 3],
  ])('%j is %i, and nothing is played', async (argv, code) => {
    const said = await vitalproof(...argv);
    expect([said.code, said.out]).toEqual([code, '']);
    expect(said.err).not.toBe('');
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('pitfall: --repeat repeats the same seed', () => {
  const plans = (iteration: number, seed = 7): string =>
    JSON.stringify(
      planLanes([{ scenario: findScenario('first-week-type2'), binding: 'fhir' }], {
        profile: referenceProfile({ fhirBase: 'http://127.0.0.1:1/fhir' }),
        seed,
        iteration,
        nonce: 'AAAA0001',
        nowMs: 0,
      }).lanes,
    );
  test('every repeat plays other readings, and each of them the same again', () => {
    const all = [0, 1, 2, 3].map((iteration) => plans(iteration));
    expect(new Set(all).size).toBe(4);
    expect([0, 1, 2, 3].map((iteration) => plans(iteration))).toEqual(all);
  });
  test('the first repeat is the run without --repeat', () => {
    expect(plans(0)).toBe(plans(0, 7));
    expect(plans(1)).not.toBe(plans(1, 8));
  });
});
