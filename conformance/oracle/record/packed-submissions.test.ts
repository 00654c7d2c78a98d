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

/** Without what no verdict rests on. */
const bare = (op: OpLine): object => {
  const { code, correlated } = op.answer;
  return { ...op, wall: '', answer: correlated === undefined ? { code } : { code, correlated } };
};

describe('plain submissions', () => {
  test('come back as they were', () => {
    const ops = [
      submitted({ name: 'a' }),
      submitted({ name: 'b', value: '8.8', unit: 'mmol/L', at: '2035-01-01T07:00:00.5-05:00' }, { took: 9, slip: 3 }),
      submitted({ name: 'c' }, { via: 'hl7v2', answer: { code: 'AA', correlated: true } }),
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

describe('what has more to say stays as it is', () => {
  test.each<[string, OpOf<'reading.submit'>]>([
    ['no number', submitted({ value: 'HI' })],
    ['no answer', submitted({}, { outcome: 'unknown' })],
    ['a refusal', submitted({}, { outcome: 'refused' })],
    ['two contexts', withContexts()],
    ['a bundle', withBundle()],
  ])('%s', (_name, op) => expect(new PackedSubmissions().add(op)).toBe(false));

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

function withBundle(): OpOf<'reading.submit'> {
  const op = submitted({});
  return { ...op, act: { ...op.act, bundle: { id: 'b', kind: 'batch' } } };
}
