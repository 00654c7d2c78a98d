import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadCatalogue } from '../../../contract/requirements/load.ts';
import type { HistoryLine } from '../../history/lines.ts';
import { judgeHistory, judgeLines, verdictsText } from '../../judge.ts';
import { referenceSender } from '../../sender/reference-sender.ts';
import { runSenders } from '../../sender/run-senders.ts';
import { referenceSenderProfile } from '../../sender/sender-profile.ts';
import type { PlayCanary } from '../write-canary.ts';
import { NO_SENDER_DEFECT, SENDER_DEFECTS } from './defects.ts';
import { playSenderCanary, senderDefectFor } from './play-sender-canary.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitalproof-sender-canary-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const catalogue = loadCatalogue();

describe('each canary', () => {
  test.concurrent.each(SENDER_DEFECTS.map((d, i) => [d.name, d, i] as const))(
    '%s: is failed for it',
    async (_, d, i) => {
      const lines = await playSenderCanary(join(folder, `bad-${i}`), 1, d);
      const { requirements } = await judgeLines(lines, catalogue);
      expect(requirements.find((r) => r.requirement === d.requirement)?.verdict).toBe('FAIL');
      expect(lines.some((line) => line.kind === 'arrived')).toBe(true);
      expect(lines.every((line) => !('wire' in line))).toBe(true);
    },
  );
  test.concurrent('without its defect fails on none of these', async () => {
    const lines = await playSenderCanary(join(folder, 'sound'), 1, { ...NO_SENDER_DEFECT, requirement: 'SND-04' });
    const { requirements } = await judgeLines(lines, catalogue);
    const wanted = new Set(SENDER_DEFECTS.map((d) => d.requirement));
    const failed = requirements.filter((r) => wanted.has(r.requirement) && r.counts.broken > 0);
    expect(failed.map((r) => `${r.requirement}: ${r.reason}`)).toEqual([]);
    expect(requirements.find((r) => r.requirement === 'SND-04')?.counts.mustNot).toBeGreaterThanOrEqual(3);
  });
  test('is drawn from the seed, and every one is drawn', () => {
    expect(senderDefectFor(7)).toBe(senderDefectFor(7));
    expect(new Set(Array.from({ length: 60 }, (_, seed) => senderDefectFor(seed))).size).toBe(SENDER_DEFECTS.length);
  });
});

const runWith = async (name: string, canary: PlayCanary): Promise<string> => {
  const profile = { ...referenceSenderProfile('1'), terms: { forward: 300, recovery: 300 } };
  const { historyPath } = await runSenders({
    profile,
    start: referenceSender(),
    lanes: [],
    seed: 1,
    runDir: join(folder, name),
    selected: [],
    canary,
  });
  return historyPath;
};

const gateOf = async (historyPath: string, parts = 1) => {
  const verdicts = await judgeHistory(historyPath, catalogue, undefined, parts);
  return { verdicts, gate: verdicts.gates.find((g) => g.gate === 'canary') };
};

describe('in a run of a sender', () => {
  test.concurrent('its lines stand in the history, and the gate is judged from them again, to the byte', async () => {
    const path = await runWith('with', playSenderCanary);
    const { gate, verdicts } = await gateOf(path);
    expect(gate).toMatchObject({ verdict: 'PASS', reason: expect.stringContaining('a sender that is known') });
    expect(readdirSync(join(folder, 'with'))).not.toContain('canary');
    for (const parts of [2, 3])
      // oxlint-disable-next-line no-await-in-loop -- one after the other is enough
      expect(verdictsText((await gateOf(path, parts)).verdicts)).toBe(verdictsText(verdicts));
    expect(verdicts.requirements.filter((r) => r.verdict === 'FAIL')).toEqual([]);
  });
  test.concurrent('one that passes voids the run', async () => {
    const sound: PlayCanary = async (dir, seed) =>
      await playSenderCanary(dir, seed, { ...NO_SENDER_DEFECT, requirement: 'SND-04' });
    const { gate, verdicts } = await gateOf(await runWith('passes', sound));
    expect(gate).toMatchObject({ verdict: 'HARNESS_ERROR', reason: expect.stringContaining('SND-04') });
    expect(verdicts).toMatchObject({ verdict: 'HARNESS_ERROR', isVoid: true, exitCode: 70 });
  });
  test.concurrent('one that cannot be played voids the run', async () => {
    const none: PlayCanary = async (): Promise<readonly HistoryLine[]> => {
      throw new Error('no port left');
    };
    const { verdicts } = await gateOf(await runWith('unplayed', none));
    expect(verdicts.isVoid).toBe(true);
    expect(verdicts.notes.join('\n')).toContain('the canary could not be played: no port left');
  });
});
