import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import type { HistoryLine } from '../history/lines.ts';
import { judgeHistory, judgeLines, verdictsText } from '../judge.ts';
import { startFakeSut } from '../runner/fake-sut.test-helper.ts';
import { runLanes } from '../runner/run.ts';
import { parseProfile } from '../sut/profile.ts';
import { CANARY_DEFECTS, NO_DEFECT } from './defects.ts';
import { defectFor, playCanary } from './play-canary.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitalproof-canary-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const catalogue = loadCatalogue();

const verdictOn = async (lines: readonly HistoryLine[], requirement: string) =>
  (await judgeLines(lines, catalogue)).requirements.find((r) => r.requirement === requirement)?.verdict;

describe('each canary', () => {
  test.concurrent.each(CANARY_DEFECTS.map((d, i) => [d.name, d, i] as const))(
    '%s: is failed for it',
    async (_, d, i) => {
      const lines = await playCanary(join(folder, `bad-${i}`), 1, d);
      expect(await verdictOn(lines, d.requirement)).toBe('FAIL');
      expect(lines.every((line) => !('wire' in line))).toBe(true);
    },
  );
  test.concurrent('without its defect fails on none of these', async () => {
    const [first] = CANARY_DEFECTS;
    const lines = await playCanary(join(folder, 'sound'), 1, { ...NO_DEFECT, requirement: first?.requirement ?? '' });
    const { requirements } = await judgeLines(lines, catalogue);
    const wanted = new Set(CANARY_DEFECTS.map((d) => d.requirement));
    expect(requirements.filter((r) => wanted.has(r.requirement) && r.verdict === 'FAIL').map((r) => r.reason)).toEqual(
      [],
    );
  });
  test('is drawn from the seed, and every one is drawn', () => {
    expect(defectFor(7)).toBe(defectFor(7));
    expect(new Set(Array.from({ length: 60 }, (_, seed) => defectFor(seed))).size).toBe(CANARY_DEFECTS.length);
  });
});

const runWith = async (
  name: string,
  canary: (runDir: string, seed: number) => Promise<readonly HistoryLine[]>,
): Promise<string> => {
  const sut = await startFakeSut();
  try {
    const profile = parseProfile(
      `{ vitalproof: 1, name: fake, version: '1', role: receiver, scope: alerts, environment: test, fhir: { base: '${sut.base}' }, access: { mode: none }, deadlines: { critical: 300ms, other: 300ms, filed: 300ms }, clock: patient }`,
      'fake',
    );
    const { historyPath } = await runLanes({
      profile,
      lanes: [],
      seed: 1,
      runDir: join(folder, name),
      selected: [],
      canary,
    });
    return historyPath;
  } finally {
    await sut.close();
  }
};

const gateOf = async (historyPath: string, parts = 1) => {
  const verdicts = await judgeHistory(historyPath, catalogue, undefined, parts);
  return { verdicts, gate: verdicts.gates.find((g) => g.gate === 'canary') };
};

describe('in a run', () => {
  test.concurrent('its lines stand in the history, and the gate is judged from them again, to the byte', async () => {
    const path = await runWith('with', playCanary);
    const { gate, verdicts } = await gateOf(path);
    expect(gate?.verdict).toBe('PASS');
    expect(readdirSync(join(folder, 'with'))).not.toContain('canary');
    const again = await Promise.all([1, 2, 3].map((parts) => gateOf(path, parts)));
    for (const other of again) expect(verdictsText(other.verdicts)).toBe(verdictsText(verdicts));
    expect(verdicts.requirements.filter((r) => r.verdict === 'FAIL').map((r) => r.requirement)).not.toContain('ALR-02');
  });
  test.concurrent('one that passes voids the run', async () => {
    const path = await runWith('passes', (dir, seed) => playCanary(dir, seed, { ...NO_DEFECT, requirement: 'ALR-02' }));
    const { gate, verdicts } = await gateOf(path);
    expect(gate).toMatchObject({ verdict: 'HARNESS_ERROR', reason: expect.stringContaining('ALR-02') });
    expect(verdicts).toMatchObject({ verdict: 'HARNESS_ERROR', isVoid: true, exitCode: 70 });
  });
  test.concurrent('one that cannot be played voids the run', async () => {
    const path = await runWith('unplayed', async () => {
      throw new Error('no port left');
    });
    const { verdicts } = await gateOf(path);
    expect(verdicts.isVoid).toBe(true);
    expect(verdicts.notes.join('\n')).toContain('the canary could not be played: no port left');
  });
});
