import { describe, expect, test } from 'vitest';
import { type HistoryBuilder, makeReading, type OpOptions, reference } from '../history-builder.test-helper.ts';
import { ACCEPTED, begin, both, explored, REFUSED, UNKNOWN } from './explored.test-helper.ts';

/** Before the order began; and just in the future where the bundle came by then, which lies within its operation. */
const AT: Readonly<Record<string, string>> = {
  bad: '2034-01-01T00:00:00Z',
  'while it changed': '2035-01-01T00:00:00.130Z',
  edge: '2035-01-01T00:05:00.125Z',
  'edge too': '2035-01-01T00:05:00.125Z',
};

describe('a message or transaction is all or nothing', () => {
  const write = (
    b: HistoryBuilder,
    kind: 'transaction' | 'batch',
    names: readonly string[],
    options: OpOptions = {},
  ): void => {
    for (const [i, name] of names.entries())
      b.op(
        {
          op: 'reading.submit',
          reading: makeReading({ name, value: '250', ...(AT[name] === undefined ? {} : { at: AT[name] }) }),
          bundle: { kind, id: 'x' },
        },
        { ...options, ...(i === 0 ? {} : { ago: 10 }) },
      );
  };
  const bundle = (
    ...[kind, names, options]: [kind: 'transaction' | 'batch', names: readonly string[], options?: OpOptions]
  ): ReturnType<typeof both> =>
    both((b) => {
      begin(b);
      write(b, kind, names, options);
    });
  const NEITHER = [...ACCEPTED, '3: refuse sibling', '4: refuse not-begun'];
  test('accepted as a whole', () => {
    expect(bundle('transaction', ['r', 's'])).toEqual({
      courses: ['r 3, s 4, abnormal, abnormal'],
      rulings: [...ACCEPTED, '3: accept', '4: accept'],
    });
  });
  test('followed where it was accepted and should not have been: its bad entry may be filed or not', () => {
    expect(bundle('transaction', ['r', 'bad']).courses).toEqual(['bad 4, r 3, abnormal', 'r 3, abnormal']);
  });
  test('with an entry that repeats another, though it was refused', () => {
    const rulings = [...ACCEPTED, '3: accept', '4: accept replay'];
    expect(bundle('transaction', ['r', 'r'])).toEqual({ courses: ['r 3, abnormal'], rulings });
    expect(bundle('transaction', ['r', 'r'], UNKNOWN)).toEqual({ courses: ['', 'r 3, abnormal'], rulings });
    expect(bundle('transaction', ['r', 'r'], REFUSED)).toEqual({ courses: [''], rulings });
  });
  test('and comes before what is sent later, though it was refused', () => {
    const found = explored((b) => {
      begin(b);
      write(b, 'transaction', ['r', 'bad'], REFUSED);
    });
    expect(found.courses.map(({ steps, low }) => [steps, low])).toEqual([[4, 120_000_000]]);
  });
  test('refused as a whole, whoever is asked', () => {
    expect(bundle('transaction', ['r', 'bad'], REFUSED)).toEqual({ courses: [''], rulings: NEITHER });
    expect(bundle('transaction', ['r', 'bad'], UNKNOWN)).toEqual({ courses: [''], rulings: NEITHER });
    expect(bundle('transaction', ['r', 'bad']).rulings).toEqual(NEITHER);
  });
  test('unlike a batch', () => {
    const each = [...ACCEPTED, '3: accept', '4: refuse not-begun'];
    expect(bundle('batch', ['r', 'bad'], UNKNOWN)).toEqual({ courses: ['', 'r 3, abnormal'], rulings: each });
    expect(bundle('batch', ['r', 'bad']).rulings).toEqual(each);
  });
  test('also where it is open whether one entry lies in the future', () => {
    expect(bundle('transaction', ['r', 'edge'], UNKNOWN).courses).toEqual(['', 'r 3, edge 4, abnormal, abnormal']);
    expect(bundle('batch', ['r', 'edge'], UNKNOWN).courses).toEqual([
      '',
      'r 3, abnormal',
      'r 3, edge 4, abnormal, abnormal',
    ]);
    expect(bundle('transaction', ['r', 'edge'], REFUSED)).toEqual({
      courses: [''],
      rulings: [...ACCEPTED, '3: accept or refuse sibling', '4: accept or refuse future'],
    });
  });
  test('each as it is tried first: by the old limits or by the new', () => {
    const changed = (kind: 'transaction' | 'batch'): string[] =>
      both((b) => {
        begin(b);
        b.changeOrder({ limits: [reference('70', '300')] }, { took: 20 });
        write(b, kind, ['while it changed'], UNKNOWN);
      }).courses;
    const either = ['', 'while it changed 4', 'while it changed 4, abnormal'];
    expect([changed('transaction'), changed('batch')]).toEqual([either, either]);
  });
  test('one clock shows one time to all entries, also of a batch', () => {
    expect(bundle('batch', ['edge', 'edge too'], UNKNOWN)).toEqual({
      courses: ['', 'edge 3, edge too 4, abnormal, abnormal'],
      rulings: [...ACCEPTED, '3: accept or refuse future', '4: accept or refuse future'],
    });
  });
});
