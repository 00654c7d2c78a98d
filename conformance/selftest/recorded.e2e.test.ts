import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadScenario } from '../runner/scenario.ts';
import { inclusiveComparison } from './mutants/inclusive-comparison.ts';
import type { Different } from './defect.ts';
import { judgeLanesOf } from './play.ts';

const DATA = '../shared/data/aim94';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitalproof-recorded-run-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const play = async (name: string, different: Different) =>
  await judgeLanesOf([{ scenario: loadScenario('scenarios/recorded-aim94.yaml'), binding: 'fhir' }], [], different, {
    runDir: join(folder, name),
    seed: 1,
    data: DATA,
    // The reference and the harness share one thread here, and the machine with other tests.
    width: 4,
  });

describe.skipIf(!existsSync(DATA))("real people's meters (skipped without shared data)", () => {
  test('at least ten patients and 1,500 readings: every abnormal one item, nobody else, none else', async () => {
    const { verdict, lanes, requirements, notes } = await play('sound', {});
    const lane = lanes.find((l) => l.lane === 'recorded-aim94/fhir');
    expect(lane?.counts.readings).toBeGreaterThanOrEqual(1500);
    expect(lane).toMatchObject({ verdict: 'PASS', counts: { broken: 0, undecided: 0, refused: 0 } });
    for (const id of ['ALR-01', 'ALR-02', 'ALR-04', 'LIM-01', 'LIM-02', 'LIM-03'])
      expect(requirements.find((r) => r.requirement === id)?.verdict, id).toBe('PASS');
    expect(notes.join('\n')).toMatch(/Recorded data: 1\d files/);
    expect(verdict).toBe('PASS');
  }, 120_000);
  test('one comparison broken: LIM-02 fails', async () => {
    const { verdict, requirements } = await play('broken', inclusiveComparison);
    expect(requirements.find((r) => r.requirement === 'LIM-02')?.verdict).toBe('FAIL');
    expect(verdict).toBe('FAIL');
  }, 120_000);
});
