import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { senderMutants } from './mutants/index.ts';
import { benignSenders } from './benign-senders.ts';
import { judgeSenderChecks, runSenderMutant } from './run-sender-mutant.ts';
import type { SenderMutant } from './sender-mutant.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitalproof-senders-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const nothing: SenderMutant = { name: 'nothing', defect: 'none', requirement: 'SND-04', make: () => ({}) };

test('there are at least twelve, each with a name of its own', () => {
  expect(senderMutants.length).toBeGreaterThanOrEqual(12);
  expect(new Set(senderMutants.map((m) => m.name)).size).toBe(senderMutants.length);
});

/** One for each kind of decision; the self-test plays them all. */
const SAMPLE = [
  'through-a-binary-float',
  'everybody-on-the-scale',
  'withdrawal-unheard',
  'corrections-as-new',
  'swallows-deletions',
  'drops-what-was-unavailable',
  'repeats-what-was-refused',
  'old-is-new-again',
];
const everything = process.env['SENDER_MUTANTS'] === 'all';
const sample = senderMutants.filter(({ name }) => everything || SAMPLE.includes(name));

describe('what becomes of a mutant of the sender', () => {
  test.concurrent.each(sample.map((m) => [m.name, m] as const))('killed: %s', async (_name, mutant) => {
    const { result, reason, failed } = await runSenderMutant(mutant, folder);
    expect(`${result}: ${reason}`).toMatch(/^killed/);
    expect(failed).toContain(mutant.requirement);
  });

  test.concurrent('survived: one without a defect', async () => {
    expect(await runSenderMutant(nothing, folder)).toMatchObject({ result: 'survived', failed: [] });
  });

  test.concurrent('void: one that breaks more than it says', async () => {
    const [wrong] = senderMutants.filter((m) => m.name === 'one-value-is-one-reading');
    const result = await runSenderMutant({ ...nothing, ...wrong, name: 'tells-less', also: [] }, folder);
    expect(result.result).toBe('void');
  });
});

test.concurrent.each(benignSenders.map((b) => [b.name, b] as const))('nothing fails: %s', async (name, benign) => {
  const { requirements } = await judgeSenderChecks(benign.exercisedBy, benign.make, join(folder, name), {
    forward: 2000,
    recovery: 2000,
  });
  expect(requirements.filter((r) => r.counts.broken > 0).map((r) => `${r.requirement}: ${r.reason}`)).toEqual([]);
  const named = requirements.filter((r) => benign.exercisedBy.includes(r.requirement));
  expect(named.map((r) => r.verdict).filter((v) => v !== 'PASS' && v !== 'WARN')).toEqual([]);
});
