import { describe, expect, test } from 'vitest';
import { makeReading, type OpOptions } from '../history-builder.test-helper.ts';
import { ACCEPTED, begin, both, REFUSED, UNKNOWN } from './explored.test-helper.ts';

/** Before the order began; and just in the future where the bundle came by then, which lies within its operation. */
const AT: Readonly<Record<string, string>> = { bad: '2034-01-01T00:00:00Z', edge: '2035-01-01T00:05:00.125Z' };

describe('a message or transaction is all or nothing', () => {
  const bundle = (
    kind: 'transaction' | 'batch',
    names: readonly string[],
    options: OpOptions = {},
  ): ReturnType<typeof both> =>
    both((b) => {
      begin(b);
      for (const [i, name] of names.entries())
        b.op(
          {
            op: 'reading.submit',
            reading: makeReading({ name, value: '250', ...(AT[name] === undefined ? {} : { at: AT[name] }) }),
            bundle: { kind, id: 'x' },
          },
          { ...options, ...(i === 0 ? {} : { ago: 10 }) },
        );
    });
  const NEITHER = [...ACCEPTED, '3: refuse sibling', '4: refuse not-begun'];
  test('accepted as a whole', () => {
    expect(bundle('transaction', ['r', 's'])).toEqual({
      courses: ['r 3, s 4, abnormal, abnormal'],
      rulings: [...ACCEPTED, '3: accept', '4: accept'],
    });
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
});
