import { expect, test } from 'vitest';
import { keyOf } from '../../../contract/domain/index.ts';
import { HistoryBuilder, makeReading, readingId } from '../history-builder.test-helper.ts';
import { isOp, type OpOf } from './patient-record.ts';
import { ReadingNames } from './reading-names.ts';

type SubmitOp = OpOf<'reading.submit'>;

const submit = (patient: string, value = '100', unit: 'mg/dL' | 'kg' = 'mg/dL'): SubmitOp => {
  const b = new HistoryBuilder();
  const op = b.op({ op: 'reading.submit', reading: makeReading({ name: 'r', value, unit, patient }) });
  if (!isOp(op, 'reading.submit')) throw new Error('no submission');
  return op;
};

/** Takes them as the recorder does. */
const taken = (ops: readonly SubmitOp[]): ReadingNames => {
  const done = new Map<string, SubmitOp[]>();
  const names = new ReadingNames((patient) => done.get(patient) ?? []);
  for (const op of ops) {
    const patient = keyOf(op.act.reading.patient);
    names.add(op, patient);
    done.set(patient, [...(done.get(patient) ?? []), op]);
  }
  return names;
};

const KEY = keyOf(readingId('r'));

test('an identifier of one patient and one code is not contested, however often it is sent', () => {
  const names = taken([submit('p1'), submit('p1', '101')]);
  expect(names.contested(KEY)).toEqual([]);
  expect(names.patients(readingId('r'))).toEqual(new Set(['urn:oid:2.999.1.1|p1']));
});

test('one of two patients is: every submission under it is kept, the first ones too', () => {
  const ops = [submit('p1'), submit('p1'), submit('p2'), submit('p1')];
  const names = taken(ops);
  expect(names.contested(KEY)).toEqual(ops);
  expect(names.patients(readingId('r')).size).toBe(2);
});

test('so is one of two measures', () =>
  expect(taken([submit('p1'), submit('p1', '80', 'kg')]).contested(KEY)).toHaveLength(2));

test('not one of a measure other than what its patient sent before, under another', () => {
  const weight = submit('p1', '80', 'kg');
  const named = (op: SubmitOp): SubmitOp => ({
    ...op,
    act: { ...op.act, reading: { ...op.act.reading, identifier: readingId('w') } },
  });
  const names = taken([submit('p1'), named(weight), named(weight)]);
  expect([names.contested(keyOf(readingId('w'))), names.contested(KEY)]).toEqual([[], []]);
  const later = named(submit('p1'));
  names.add(later, 'urn:oid:2.999.1.1|p1');
  expect(names.contested(keyOf(readingId('w')))).toContain(later);
});

test('one that nobody used has no patients', () => expect(taken([]).patients(readingId('r')).size).toBe(0));

test('so is one of a code in two systems', () => {
  const op = submit('p1');
  const { code } = op.act.reading;
  const other = { ...op, act: { ...op.act, reading: { ...op.act.reading, code: { ...code, system: 'other' } } } };
  expect(taken([op, other]).contested(KEY)).toEqual([op, other]);
});

test('what else its patient sent is no submission under it, and no other identifier is contested by it', () => {
  const op = submit('p1');
  const named = (identifier: Partial<ReturnType<typeof readingId>>): SubmitOp => ({
    ...op,
    act: { ...op.act, reading: { ...op.act.reading, identifier: { ...readingId('r'), ...identifier } } },
  });
  const [other, elsewhere, foreign] = [named({ value: 'other' }), named({ system: 'other' }), submit('p2')];
  const names = taken([other, op, elsewhere, foreign]);
  expect(names.contested(KEY)).toEqual([op, foreign]);
  for (const { act } of [other, elsewhere]) {
    expect(names.contested(keyOf(act.reading.identifier))).toEqual([]);
    expect(names.patients(act.reading.identifier)).toEqual(new Set(['urn:oid:2.999.1.1|p1']));
  }
  expect(names.contested('nowhere|r')).toEqual([]);
  expect(names.patients({ system: 'nowhere', value: 'r' }).size).toBe(0);
});
