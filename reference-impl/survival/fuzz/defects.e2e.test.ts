import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { callerOf } from '../../crash-run.test-helper.ts';
import { DEFECT_NAMES, type Defect } from './defects.test-helper.ts';
import { fuzz } from './run.test-helper.ts';
import { setScene } from './scene.test-helper.ts';
import { startTarget } from './target.test-helper.ts';

const directory = mkdtempSync(join(tmpdir(), 'vitalproof-defects-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const COUNTS = { mllp: { from: 0, count: 300 }, fields: { from: 0, count: 600 }, fhir: { from: 0, count: 400 } };
/** Longest time for an answer. One that hangs does so for good, and whoever is slow is none of the matter there. */
const ANSWER_MS = 5000;
const HANGING_MS = 1500;

/** What is found wrong with a reference that has this defect, or none. */
const problemsWith = async (defect: Defect | ''): Promise<string> => {
  const answerMs = defect === 'hangs' ? HANGING_MS : ANSWER_MS;
  const target = await startTarget(join(directory, `${defect}.d`, 'reference.db'), defect, answerMs);
  try {
    const scene = await setScene(callerOf(target.fhirBase));
    const { problems } = await fuzz(target, scene, {
      seed: 4711,
      cases: COUNTS,
      answerMs,
      blockMs: 1200,
      mostBytes: 12_000_000,
    });
    return problems.map(({ what }) => what).join('\n');
  } finally {
    await target.end();
  }
};

const FOUND: Readonly<Record<Defect, RegExp>> = {
  leaks: /tells of another patient/,
  fails: /a failure of its own/,
  'gives no place': /a refusal without a place/,
  hangs: /within 1500 ms|does not say what it holds/,
  blocks: /for \d+ ms of the processor it did nothing else/,
  dies: /it has ended/,
  grows: /it holds \d+ bytes more/,
};

test('a reference without a defect has no problem', async () => {
  expect(await problemsWith('')).toBe('');
}, 120_000);

test.each(DEFECT_NAMES)(
  'one that %s is found out',
  async (defect) => {
    expect(await problemsWith(defect)).toMatch(FOUND[defect]);
  },
  120_000,
);
