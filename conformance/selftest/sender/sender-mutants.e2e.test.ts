import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runLiar } from '../run-liar.ts';
import { runMutant } from '../run-mutant.ts';
import { runVariant } from '../run-variant.ts';
import { senderLiars } from './liars.ts';
import { senderMutants } from './mutants/index.ts';
import { senders } from './play-senders.ts';
import type { SenderMutant } from './sender-mutant.ts';
import { senderVariants } from './variants/index.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitalproof-senders-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const nothing: SenderMutant = { name: 'nothing', defect: 'none', requirement: 'SND-04' };

/** One for each kind of decision and of seam; `vitalproof selftest --role sender` plays them all. */
const SAMPLE = [
  'through-a-binary-float',
  'everybody-on-the-scale',
  'withdrawal-unheard',
  'corrections-as-new',
  'swallows-deletions',
  'drops-what-was-unavailable',
  'forgets-what-waited',
  'one-in-ten-is-lost',
  'not-marked-as-simulated',
];
const sample = senderMutants.filter(({ name }) => SAMPLE.includes(name));

describe('what becomes of a mutant of the sender', () => {
  test.concurrent.each(sample.map((m) => [m.name, m] as const))('killed: %s', async (_name, mutant) => {
    const result = await runMutant(senders, mutant, folder);
    expect(`${result.result}: ${result.reason}`).toMatch(/^killed/);
    expect(result.role).toBe('sender');
    expect(result.failed).toContain(mutant.requirement);
  });

  test.concurrent('survived: one without a defect', async () => {
    expect(await runMutant(senders, nothing, folder)).toMatchObject({ result: 'survived', failed: [] });
  });

  test.concurrent('survived: one that another requirement catches, and not the one it names', async () => {
    const [other] = senderMutants.filter((m) => m.name === 'names-no-device');
    const named = { ...nothing, ...other, name: 'named-wrongly', requirement: 'SND-04', also: ['SND-07'] };
    expect(await runMutant(senders, named, folder)).toMatchObject({ result: 'survived', failed: ['SND-07'] });
  });

  test.concurrent('void: one that breaks something else and does not say so', async () => {
    const [other] = senderMutants.filter((m) => m.name === 'names-no-device');
    const result = await runMutant(senders, { ...nothing, ...other, name: 'quiet', requirement: 'SND-04' }, folder);
    expect(result).toMatchObject({ result: 'void', reason: expect.stringContaining('SND-07') });
  });

  test.concurrent('void: one that names no check', async () => {
    const result = await runMutant(senders, { ...nothing, name: 'nowhere', requirement: 'LIM-02' }, folder);
    expect(result.result).toBe('void');
  });
});

test.concurrent('a liar is caught on everything that it must fail', async () => {
  const [liar] = senderLiars.filter((l) => l.name === 'sends-nothing');
  if (liar === undefined) throw new Error('no such liar');
  expect(await runLiar(senders, liar, folder)).toMatchObject({ result: 'caught', missed: [], role: 'sender' });
});

test.concurrent.each(['batches-of-five', 'never-says-idle'])('nothing fails: %s', async (name) => {
  const [variant] = senderVariants.filter((v) => v.name === name);
  if (variant === undefined) throw new Error('no such variant');
  const result = await runVariant(senders, variant, folder, 1);
  expect(`${result.result} ${result.why.join()}`).toBe('passed ');
  expect(result.played).toEqual(expect.arrayContaining([...variant.exercisedBy]));
});

test.concurrent('a sender of devices alone is not asked for what was typed in by hand', async () => {
  const [variant] = senderVariants.filter((v) => v.name === 'devices-alone');
  if (variant === undefined) throw new Error('no such variant');
  const run = { runDir: join(folder, 'devices-alone'), seed: 1, deadlineMs: senders.variantMs };
  const { verdict, requirements } = await senders.judge(['SND-01', 'SND-07', 'SND-14'], variant, run);
  const own = Object.fromEntries(requirements.map((r) => [r.requirement, r.verdict]));
  expect(own).toMatchObject({ 'SND-01': 'PASS', 'SND-07': 'NOT_APPLICABLE', 'SND-14': 'PASS' });
  expect(verdict).toBe('PASS');
});
