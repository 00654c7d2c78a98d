import { describe, expect, test } from 'vitest';
import type { OpLine } from '../../history/lines.ts';
import { HistoryBuilder, type OpOptions, type ReadingInput } from '../history-builder.test-helper.ts';
import { PackedSubmissions } from './packed-submissions.ts';
import { isOp, type OpOf } from './patient-record.ts';

const submitted = (input: Partial<ReadingInput>, options: OpOptions = {}): OpOf<'reading.submit'> => {
  const b = new HistoryBuilder();
  b.reading({ name: 'r', value: '160.0', device: 'd', ...input }, options);
  const line = b.lines.at(-1);
  if (line?.kind !== 'op' || !isOp(line, 'reading.submit')) throw new Error('no submission');
  return line;
};

const inBundle = (bundle: { id: string; kind: 'batch' | 'transaction' }): OpOf<'reading.submit'> => {
  const op = submitted({ name: `${bundle.kind} ${bundle.id}` });
  return { ...op, act: { ...op.act, bundle } };
};

/** Without what no verdict rests on. */
const bare = (op: OpLine): object => {
  const { code, correlated } = op.answer;
  return { ...op, wall: '', answer: correlated === undefined ? { code } : { code, correlated } };
};

/** Field by field: a reading that comes back is of a class of its own. */
const asWritten = (op: Parameters<typeof bare>[0]): unknown => JSON.parse(JSON.stringify(bare(op)));

describe('plain submissions', () => {
  test('come back as they were', () => {
    const ops = [
      submitted({ name: 'a' }),
      submitted({ name: 'b', value: '8.8', unit: 'mmol/L', at: '2035-01-01T07:00:00.5-05:00' }, { took: 9, slip: 3 }),
      submitted({ name: 'c' }, { via: 'hl7v2', answer: { code: 'AA', correlated: true } }),
      inBundle({ id: 'b', kind: 'batch' }),
      inBundle({ id: 'b', kind: 'batch' }),
      inBundle({ id: 'b', kind: 'transaction' }),
      inBundle({ id: 'c', kind: 'transaction' }),
      submitted({ name: 'd' }),
    ];
    const [first] = ops;
    if (first !== undefined) {
      first.act.reading.sequenceNumber = 0;
      first.act.reading.mealContext = 'fasting';
      first.act.reading.userEntered = false;
    }
    const packed = new PackedSubmissions();
    for (let i = 0; i < 10; i += 1) for (const op of ops) expect(packed.add(op)).toBe(true);
    expect(packed.unpack().map(bare)).toEqual(Array.from({ length: 10 }, () => ops.map(bare)).flat());
  });
});

describe('submissions that differ in one thing come back as they were', () => {
  type Change = (op: OpOf<'reading.submit'>) => Partial<OpOf<'reading.submit'>>;
  type Own = OpOf<'reading.submit'>['act']['reading'];
  const reading =
    (change: (own: Own) => Partial<Own>): Change =>
    ({ act }) => ({ act: { ...act, reading: { ...act.reading, ...change(act.reading) } } });
  test.each<[string, Change]>([
    ['lane', () => ({ lane: 'other' })],
    ['protocol', () => ({ via: 'hl7v2' })],
    ['credentials', () => ({ actor: 'other' })],
    ['code of the answer', () => ({ answer: { code: '201' } })],
    ['a correlated answer', () => ({ answer: { code: '200', correlated: true } })],
    ['an answer that is not correlated', () => ({ answer: { code: '200', correlated: false } })],
    ['system of the identifier', reading((own) => ({ identifier: { ...own.identifier, system: 'other' } }))],
    ['system of the patient', reading((own) => ({ patient: { ...own.patient, system: 'other' } }))],
    ['patient', reading((own) => ({ patient: { ...own.patient, value: 'other' } }))],
    ['measure', reading(() => ({ measure: 'weight' }))],
    ['code', reading((own) => ({ code: { ...own.code, code: 'other' } }))],
    ['system of the code', reading((own) => ({ code: { ...own.code, system: 'other' } }))],
    ['status', reading(() => ({ status: 'preliminary' }))],
    ['device', reading(() => ({ device: { system: 'urn:example:device', value: 'other' } }))],
    ['system of the device', reading(() => ({ device: { system: 'other', value: 'd' } }))],
    ['context', reading(() => ({ mealContext: 'fasting' }))],
    ['who typed it', reading(() => ({ userEntered: true }))],
    ['who did not type it', reading(() => ({ userEntered: false }))],
    ['number of the meter', reading(() => ({ sequenceNumber: 7 }))],
  ])('%s', (_name, change) => {
    const plain = submitted({ name: 'a' });
    const other = { ...plain, ...change(plain) };
    for (const ops of [
      [plain, other, plain],
      [other, plain, other],
    ]) {
      const packed = new PackedSubmissions();
      expect(ops.map((op) => packed.add(op))).toEqual([true, true, true]);
      expect(packed.unpack().map(asWritten)).toStrictEqual(ops.map(asWritten));
    }
  });
  test('a device', () => {
    const named = submitted({ name: 'a' });
    const { device: _device, ...bareReading } = named.act.reading;
    const unnamed = { ...named, act: { ...named.act, reading: bareReading } };
    for (const ops of [
      [named, unnamed, named],
      [unnamed, named, unnamed],
    ]) {
      const packed = new PackedSubmissions();
      for (const op of ops) packed.add(op);
      expect(packed.unpack().map(asWritten)).toStrictEqual(ops.map(asWritten));
    }
  });
  test('as many as there are, of no device as of one', () => {
    for (const device of ['d', undefined]) {
      const op = submitted({ name: 'a' });
      const { device: _device, ...rest } = op.act.reading;
      const sent = device === undefined ? rest : op.act.reading;
      const packed = new PackedSubmissions();
      for (let i = 0; i < 40; i += 1) expect(packed.add({ ...op, act: { ...op.act, reading: sent } })).toBe(true);
    }
  });
  test('and equal ones share what they have in common', () => {
    const packed = new PackedSubmissions();
    const [one, two] = [submitted({ name: 'a' }), submitted({ name: 'b', value: '7' })];
    for (const op of [one, two]) packed.add(op);
    const [first, second] = packed.unpack();
    expect(first?.answer).toBe(second?.answer);
    expect(first?.act.reading.device).toBe(second?.act.reading.device);
  });
  test('wall time is let go, and what an answer says beside its code', () => {
    const packed = new PackedSubmissions();
    packed.add(submitted({}, { answer: { code: '201', id: 'Observation/1', text: 'created' } }));
    expect(packed.unpack().map(({ wall, answer }) => ({ wall, answer }))).toStrictEqual([
      { wall: '', answer: { code: '201' } },
    ]);
  });
});

describe('what has more to say stays as it is', () => {
  test.each<[string, OpOf<'reading.submit'>]>([
    ['no number', submitted({ value: 'HI' })],
    ['no answer', submitted({}, { outcome: 'unknown' })],
    ['a refusal', submitted({}, { outcome: 'refused' })],
    ['a failed measurement', submitted({ value: 'none' })],
    ['an answer that names a refusal', submitted({}, { answer: { code: '200', refusal: 'future-time' } })],
    ['an answer that explains', submitted({}, { answer: { code: '200', explained: true } })],
    ['something that was found', submitted({}, { output: { readings: [] } })],
    ['a defect', withAct({ defect: { kind: 'unknown-unit', unit: 'x' } })],
    ['a source', withAct({ source: { system: 's', value: 's' } })],
    ['two contexts', withContexts()],
  ])('%s', (_name, op) => expect(new PackedSubmissions().add(op)).toBe(false));

  test.each(['é', 'x'.repeat(128)])(
    'a name that cannot be packed, and the others are packed without it: %s',
    (name) => {
      const packed = new PackedSubmissions();
      const [first, last] = [submitted({ name: 'a' }), submitted({ name: 'b' })];
      const odd = withAct({ reading: { ...first.act.reading, identifier: { system: 's', value: name } } });
      expect([first, odd, last].map((op) => packed.add(op))).toEqual([true, false, true]);
      expect(packed.unpack().map(asWritten)).toStrictEqual([first, last].map(asWritten));
    },
  );

  test('one more kind than are packed', () => {
    const packed = new PackedSubmissions();
    const taken = Array.from({ length: 20 }, (_, i) => packed.add(submitted({ device: `d${i}` })));
    expect(taken.filter(Boolean)).toHaveLength(16);
  });
});

function withContexts(): OpOf<'reading.submit'> {
  const op = submitted({});
  op.act.reading.furtherContexts = ['casual'];
  return op;
}

function withAct(more: Partial<OpOf<'reading.submit'>['act']>): OpOf<'reading.submit'> {
  const op = submitted({});
  return { ...op, act: { ...op.act, ...more } };
}
