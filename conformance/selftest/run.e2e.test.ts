import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyOf } from '../../contract/domain/index.ts';
import { type RunningReference, startReference } from '../../reference-impl/server.ts';
import type { HistoryLine, OpLine } from '../history/lines.ts';
import { readHistorySync } from '../history/reader.ts';
import { runLanes, type RunOptions } from '../runner/run.ts';
import { loadScenario } from '../runner/scenario.ts';
import { referenceProfile } from '../sut/profile.ts';

const KEY = 'a key for tests alone, with more than thirty-two bytes';
const SECRETS = { VITALPROOF_KEY: KEY };
const standard = ['no-order-no-data', 'permission-withdrawn', 'limits-changed', 'two-patients-two-limits'].map((name) =>
  loadScenario(join(import.meta.dirname, '../../scenarios', `${name}.yaml`)),
);

let reference: RunningReference;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vitalproof-run-'));
  reference = await startReference({ databasePath: join(folder, 'reference.db'), tokenKey: KEY });
});
afterAll(async () => {
  await reference.close();
  rmSync(folder, { recursive: true });
});

const run = async (name: string, more: Partial<RunOptions> = {}): Promise<HistoryLine[]> => {
  const { historyPath } = await runLanes({
    profile: referenceProfile({ fhirBase: reference.fhirBase, hl7: reference.hl7 }),
    lanes: standard.flatMap((scenario) => scenario.bindings.map((binding) => ({ scenario, binding }))),
    seed: 11,
    runDir: join(folder, name),
    selected: ['LIM-01'],
    secrets: SECRETS,
    ...more,
  });
  return readHistorySync(historyPath);
};

const opsOf = (lines: readonly HistoryLine[]): OpLine[] => lines.filter((line) => line.kind === 'op');

/** What a lane sent, in order, with the run's own part of every key taken out. */
const stimuli = (lines: readonly HistoryLine[], nonce: string): Map<string, string[]> => {
  const lanes = new Map<string, string[]>();
  const settled = new Set(['reading.read', 'inbox.look', 'message.read', 'audit.read']);
  for (const { lane, act, via, actor } of opsOf(lines)) {
    if (settled.has(act.op)) continue;
    // An item's key is the SUT's: which reading it is of is in the plan, and the plan has its own test.
    const shown = act.op === 'item.act' ? { ...act, item: undefined } : act;
    const about = shown.op === 'message.send' ? { ...shown, message: { ...shown.message, about: undefined } } : shown;
    const text = JSON.stringify({ act: about, via, actor }).replaceAll(nonce, 'NONCE');
    // A meter's address is a hash of the nonce; it differs as a whole.
    const mapped = text
      .replaceAll(/"(?:[0-9A-F]{2}-){7}[0-9A-F]{2}"/g, '"EUI"')
      .replaceAll(/"serial":"[0-9A-F]{8}"/g, '');
    lanes.set(lane, [...(lanes.get(lane) ?? []), mapped]);
  }
  return lanes;
};

const refusals = (lines: readonly HistoryLine[], binding: string): (string | undefined)[] =>
  opsOf(lines)
    .filter((op) => op.lane === `no-order-no-data/${binding}` && op.outcome === 'refused')
    .map((op) => op.answer.refusal);

describe('a run against the reference', () => {
  let lines: HistoryLine[];
  beforeAll(async () => {
    lines = await run('first', { nonce: 'AAAA0001' });
  });

  test('writes a whole history: run first, end last, nothing unknown, nothing skipped', () => {
    expect(lines[0]).toMatchObject({ kind: 'run', seed: 11, clock: 'patient', selected: ['LIM-01'] });
    expect(lines.at(-1)).toMatchObject({ kind: 'end', skipped: [] });
    expect(opsOf(lines).filter((op) => op.outcome === 'unknown')).toEqual([]);
  });

  test('plays every lane over its own wire', () => {
    for (const { name } of standard) {
      const readings = opsOf(lines).filter((op) => op.act.op === 'reading.submit');
      expect(readings.filter((op) => op.lane === `${name}/fhir`).every((op) => op.via === 'fhir')).toBe(true);
      expect(readings.filter((op) => op.lane === `${name}/hl7v2`).length).toBeGreaterThan(2);
      expect(readings.filter((op) => op.lane === `${name}/hl7v2`).every((op) => op.via === 'hl7v2')).toBe(true);
    }
  });

  test('sees an item for a reading outside the limits and none for one inside, by both wires', () => {
    const seen = new Set(lines.flatMap((l) => (l.kind === 'seen' && l.item.reading ? [keyOf(l.item.reading)] : [])));
    for (const lane of ['two-patients-two-limits/fhir', 'two-patients-two-limits/hl7v2']) {
      const kept = opsOf(lines).filter(
        (op) => op.lane === lane && op.act.op === 'reading.submit' && op.outcome === 'ok',
      );
      const has = (value: string): boolean[] =>
        kept.flatMap(({ act }) =>
          act.op === 'reading.submit' &&
          act.reading.result.kind === 'value' &&
          act.reading.result.quantity.value === value
            ? [seen.has(keyOf(act.reading.identifier))]
            : [],
        );
      expect(has('241')).toEqual([true, true, true]);
      expect(has('140')).toEqual([false, false, false]);
    }
  });

  test('refuses with reasons, by both wires alike', () => {
    expect(refusals(lines, 'fhir').length).toBeGreaterThan(4);
    expect(refusals(lines, 'hl7v2')).toEqual(refusals(lines, 'fhir'));
  });

  test('ends with the sentinel, a later complete look, and every inbox read by its own person', () => {
    const sentinel = opsOf(lines).find((op) => op.lane === 'sentinel' && op.act.op === 'reading.submit');
    const stimuliEnd = Math.max(
      ...opsOf(lines).flatMap((op) => (op.act.op === 'reading.submit' && op.lane !== 'sentinel' ? [op.settled] : [])),
    );
    expect(sentinel?.sent).toBeGreaterThan(stimuliEnd);
    const item = lines.find(
      (l) => l.kind === 'seen' && l.item.reading?.value.endsWith('-1') && l.seq > (sentinel?.seq ?? 0),
    );
    expect(item).toBeDefined();
    const quietUntil = (sentinel?.settled ?? 0) + 2_000_000_000;
    const looks = opsOf(lines).filter((op) => op.act.op === 'inbox.look');
    expect(
      looks.some((op) => op.lane === 'observer' && op.sent >= quietUntil && op.output?.look?.complete === true),
    ).toBe(true);
    const people = looks.flatMap((op) => (op.act.op === 'inbox.look' && op.act.person ? [op.act.person.value] : []));
    expect(new Set(people).size).toBe(6);
  });

  test('reads back what was filed and finds nothing of what was refused', () => {
    const reads = opsOf(lines).filter((op) => op.act.op === 'reading.read');
    const refused = opsOf(lines).filter((op) => op.act.op === 'reading.submit' && op.outcome === 'refused');
    expect(refused.length).toBeGreaterThan(0);
    const found = new Set(reads.flatMap((op) => op.output?.readings ?? []).map((r) => keyOf(r.reading.identifier)));
    for (const { act } of refused)
      if (act.op === 'reading.submit') expect(found).not.toContain(keyOf(act.reading.identifier));
    const kept = opsOf(lines).filter((op) => op.act.op === 'reading.submit' && op.outcome === 'ok');
    for (const { act } of kept) if (act.op === 'reading.submit') expect(found).toContain(keyOf(act.reading.identifier));
  });

  test('keeps the wire beside the history, under its hash, without credentials', async () => {
    const wire = join(folder, 'first', 'wire');
    const names = await readdir(wire);
    expect(names.length).toBeGreaterThan(100);
    const named = new Set(
      opsOf(lines).flatMap((op) => Object.values(op.wire ?? {}).filter((name) => name !== undefined)),
    );
    for (const name of named) expect(statSync(join(wire, name)).size).toBeGreaterThan(0);
    const all = names.map((name) => readFileSync(join(wire, name), 'utf8')).join('\n');
    expect(all).toContain('Authorization: [redacted]');
    expect(all).not.toMatch(/eyJ[A-Za-z0-9_-]{10}/);
    expect(all).not.toContain(KEY);
  });

  test('a second run with the same seed sends the same operations and inputs, keys mapped', async () => {
    const again = await run('second', { nonce: 'BBBB0002' });
    expect(stimuli(again, 'BBBB0002')).toEqual(stimuli(lines, 'AAAA0001'));
  });
});

test('an interrupted run writes what is there and says which lanes did not finish', async () => {
  const stop = new AbortController();
  const lines = await run('interrupted', {
    abort: stop.signal,
    width: 1,
    progress: (event) => {
      if (event.kind === 'act' && event.lane === 'permission-withdrawn/fhir' && event.done === 5) stop.abort();
    },
  });
  const end = lines.at(-1);
  const skipped = end?.kind === 'end' ? end.skipped.map((s) => `${s.lane} ${s.verdict}`) : [];
  expect(skipped).toContain('two-patients-two-limits/hl7v2 NOT_RUN');
  expect(skipped).toContain('* NOT_RUN');
  expect(skipped).not.toContain('no-order-no-data/fhir NOT_RUN');
  expect(opsOf(lines).some((op) => op.lane === 'permission-withdrawn/fhir')).toBe(true);
  expect(opsOf(lines).some((op) => op.act.op === 'capability.read')).toBe(false);
});

test('one clock for the whole system: lanes follow each other and never turn it back', async () => {
  const profile = referenceProfile({ fhirBase: reference.fhirBase, hl7: reference.hl7 });
  const lines = await run('system', { profile: { ...profile, clock: 'system' } });
  const advances = opsOf(lines).filter((op) => op.act.op === 'clock.advance');
  expect(advances.length).toBeGreaterThan(50);
  expect(advances.filter((op) => op.outcome !== 'ok')).toEqual([]);
  expect(lines.at(-1)).toMatchObject({ kind: 'end', skipped: [] });
});

test('a SUT that is down is unreachable: exit 69, and no history', async () => {
  const down = referenceProfile({ fhirBase: 'http://127.0.0.1:9/fhir' });
  await expect(run('down', { profile: down })).rejects.toMatchObject({ name: 'InputProblem', exitCode: 69 });
  const deaf = referenceProfile({ fhirBase: reference.fhirBase, hl7: { host: '127.0.0.1', port: 9 } });
  await expect(run('down', { profile: deaf })).rejects.toMatchObject({ name: 'InputProblem', exitCode: 69 });
  expect(() => statSync(join(folder, 'down'))).toThrow('ENOENT');
});
