import { describe, expect, test } from 'vitest';
import { keyOf } from '../../../contract/domain/index.ts';
import { surroundingsOf } from '../analysis.ts';
import type { Ambience } from '../course/ambience.ts';
import type { SubmitOp } from '../course/filing.ts';
import {
  HistoryBuilder,
  makeItem,
  makeOrder,
  makeReading,
  orderId,
  patientId,
  readingId,
} from '../history-builder.test-helper.ts';
import type { RunLine } from '../../history/lines.ts';
import { Recorder } from '../record/recorder.ts';
import { ambienceOf } from './ambience.ts';

const MS = 1_000_000;
const around = (b: HistoryBuilder, contested: readonly SubmitOp[] = [], lines = b.lines.length): Ambience => {
  const [run, ...rest] = b.lines.slice(0, lines);
  if (run?.kind !== 'run') throw new Error('no run line');
  const recorder = new Recorder(run);
  for (const line of rest) recorder.take(line);
  const record = recorder.settle().patients.find((p) => p.key === keyOf(patientId()));
  if (record === undefined) throw new Error('no patient');
  return ambienceOf(record, 'glucose', (op) => op.act.reading.measure, {
    ...surroundingsOf(recorder),
    contested: () => contested,
  });
};
const told = (run: Partial<RunLine> = {}): HistoryBuilder => {
  const b = new HistoryBuilder(run);
  b.order();
  return b;
};

describe('the first sight of an item', () => {
  const reading = makeReading({ name: 'r', value: '250' });
  const key = keyOf(reading.identifier);
  const H = { kind: 'abnormal', interpretation: ['H'] } as const;
  const O = keyOf(orderId());
  const first = (b: HistoryBuilder): Ambience['firstSight'] => around(b).firstSight;
  const seen = told().wait(95);
  seen.seen(makeItem(reading, makeOrder(), 'in the middle'));
  seen.wait(50).seen(makeItem(reading, makeOrder(), 'z, last'));
  seen.seen(makeItem(reading, makeOrder(), 'a, first of the names'), { by: 140 });
  seen.seen(makeItem(reading, makeOrder(), 'change', { kind: 'change', rule: 'change', interpretation: ['U'] }), {
    by: 130,
  });
  seen.seen(makeItem(reading, makeOrder(), 'none', { reading: undefined }), { by: 10 });
  seen.seen(makeItem(reading, makeOrder(), 'odd', { rule: 'of nobody' as never }), { by: 10 });
  type Asked = Parameters<Ambience['firstSight']>;
  const sight = (order: Asked[0], rule: Asked[1], readings: Asked[2], of: Asked[3], since = 0): number | undefined =>
    first(seen)(order, rule, readings, of, since);
  test('is that of the first of several', () => {
    expect(sight(O, 'limits', [key], H)).toBe(100 * MS);
    expect(sight(O, 'limits', ['x', key], H)).toBe(100 * MS);
  });
  test('is not one from before the item could be raised', () => {
    expect(sight(O, 'limits', [key], H, 100 * MS)).toBe(100 * MS);
    expect(sight(O, 'limits', [key], H, 100 * MS + 1)).toBe(140 * MS);
    expect(sight(O, 'limits', [key], H, 151 * MS)).toBeUndefined();
  });
  test('is one of its order, rule, reading, kind and direction', () => {
    expect(sight(keyOf(orderId('o2')), 'limits', [key], H)).toBeUndefined();
    expect(sight(O, 'repeated', [key], H)).toBeUndefined();
    expect(sight(O, 'limits', [keyOf(readingId('q'))], H)).toBeUndefined();
    expect(sight(O, 'limits', [], H)).toBeUndefined();
    expect(sight(O, 'limits', [key], { ...H, kind: 'critical' })).toBeUndefined();
    expect(sight(O, 'limits', [key], { ...H, interpretation: ['L'] })).toBeUndefined();
  });
  test('of a change, whatever its direction', () => {
    expect(sight(O, 'change', [key], { kind: 'change', interpretation: ['D'] })).toBe(130 * MS);
    expect(sight(O, 'change', [key], { kind: 'change', interpretation: [] })).toBe(130 * MS);
  });
  test('is the earliest over all names of the reading', () => {
    const b = told().wait(95);
    b.seen(makeItem({ ...reading, identifier: readingId('s') }, makeOrder(), 'i'));
    b.wait(50).seen(makeItem(reading, makeOrder(), 'j'));
    expect(first(b)(O, 'limits', [key, keyOf(readingId('s'))], H, 0)).toBe(100 * MS);
  });
  test('is none where nothing was seen', () => {
    expect(first(told())(O, 'limits', [key], H, 0)).toBeUndefined();
  });
});

describe('of other measures', () => {
  const b = told();
  b.order({ name: 'w', measure: 'weight' });
  b.grant();
  b.permission('granted', 'weight', 'p1', { outcome: 'refused' });
  b.permission('withdrawn', 'weight');
  const asked = b.lines.length;
  b.grant('weight');
  const granted = (): Ambience => around(b);
  const without = (): Ambience => around(b, [], asked);
  test('is ordered what an order was sent for by then', () => {
    expect([4, 5, 6].map((ms) => without().otherMeasureOrdered(ms * MS))).toEqual([false, true, true]);
    expect(around(told()).otherMeasureOrdered(1000 * MS)).toBe(false);
  });
  test('is permitted what a grant was sent for by then, and not refused', () => {
    expect(without().otherMeasurePermitted(1000 * MS)).toBe(false);
    expect([24, 25, 26].map((ms) => granted().otherMeasurePermitted(ms * MS))).toEqual([false, true, true]);
  });
});

describe('an identifier is of something else', () => {
  const sent = (reading: Partial<SubmitOp['act']['reading']>): SubmitOp =>
    new HistoryBuilder()
      .wait(100)
      .op(
        { op: 'reading.submit', reading: { ...makeReading({ name: 'r', value: '250' }), ...reading } },
        { took: 10 },
      ) as SubmitOp;
  const foreign = (ops: readonly SubmitOp[], from: number, to: number): string =>
    around(told(), ops).foreign('r', from * MS, to * MS);
  const other = sent({ patient: patientId('p2') });
  test('once another patient has a reading under it', () => {
    expect(foreign([other], 110, 120)).toBe('yes');
    expect(foreign([other], 0, 99)).toBe('no');
    expect(foreign([other], 0, 105)).toBe('maybe');
  });
  test('or one of another measure', () => {
    expect(foreign([sent({ measure: 'weight' })], 110, 120)).toBe('yes');
  });
  test('not by readings of this patient and measure', () => {
    expect(foreign([sent({})], 110, 120)).toBe('no');
    expect(foreign([], 110, 120)).toBe('no');
    expect(foreign([sent({}), other], 110, 120)).toBe('yes');
  });
});

test('what the run declares', () => {
  const { announced, portal, admitsSources, claims } = around(told());
  expect([announced, portal, admitsSources, claims]).toEqual([false, false, false, undefined]);
  const b = told({ portal: true, sources: true, claims: ['missing'] });
  b.op({
    op: 'person.patient',
    patient: { identifier: patientId(), family: 'f', given: 'g', birthDate: '1950-01-01', gender: 'female' },
  } as never);
  const declared = around(b);
  expect([declared.announced, declared.portal, declared.admitsSources, declared.claims]).toEqual([
    true,
    true,
    true,
    new Set(['missing']),
  ]);
});
