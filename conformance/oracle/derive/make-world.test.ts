import { describe, expect, test } from 'vitest';
import { type Identifier, keyOf } from '../../../contract/domain/index.ts';
import type { HistoryLine } from '../../history/lines.ts';
import {
  DECOY,
  HistoryBuilder,
  makeItem,
  MS,
  OKAFOR,
  type OpOptions,
  patientId,
  POOL,
} from '../history-builder.test-helper.ts';
import { Recorder } from '../record/recorder.ts';
import { makeWorld } from './make-world.ts';
import type { World } from './world.ts';

const worldOf = (b: HistoryBuilder, lines: readonly HistoryLine[]): World => {
  const [run] = b.lines;
  if (run?.kind !== 'run') throw new Error('no run line');
  const recorder = new Recorder(run);
  for (const line of lines.slice(1)) recorder.take(line);
  return makeWorld(
    recorder,
    recorder.settle().patients.flatMap((p) => p.items),
  );
};

describe('the world of a run', () => {
  test('has pools as they were declared, and as they were told', () => {
    const b = new HistoryBuilder();
    const pool = (members: readonly Identifier[], identifier = POOL, options: OpOptions = {}): void =>
      void b.op({ op: 'person.pool', pool: { identifier, name: 'n', members } } as never, options);
    b.op({ op: 'person.clinician', clinician: { identifier: OKAFOR, family: 'f', given: 'g' } } as never);
    const other = { ...POOL, value: 'other' };
    pool([OKAFOR], other);
    pool([DECOY], POOL, { outcome: 'refused' });
    pool([OKAFOR, DECOY], other);
    expect(
      [...worldOf(b, b.end()).poolMembers].map(
        ([key, of]) => `${key.split('|')[1]}: ${[...of].map((m) => m.split('|')[1]).join()}`,
      ),
    ).toEqual(['dm: rivera', 'other: okafor,decoy']);
  });
  test('knows how far the harness itself fell behind, where it came to its end', () => {
    const b = new HistoryBuilder();
    b.order();
    expect(worldOf(b, [...b.lines]).lagNs).toBe(0);
    expect(worldOf(b, b.end({ lag: 7 * MS })).lagNs).toBe(7 * MS);
  });
  test('proves that nothing came, by a sentinel among items of every kind, if the run came to its end', () => {
    const b = new HistoryBuilder();
    const order = b.order({ rules: [{ kind: 'missing', period: { value: 1, unit: 'h' } }] });
    b.grant();
    const r = b.reading({ name: 'r', value: '120' });
    b.seen(makeItem(r, order, 'i', { kind: 'missing', rule: 'missing', reading: undefined }));
    const proves = (lines: readonly HistoryLine[]): boolean =>
      worldOf(b, lines).absence.provesAbsence(keyOf(patientId()), 0, 0);
    const lines = b.drain();
    expect([proves(lines), proves(lines.slice(0, -1))]).toEqual([true, false]);
  });
});
