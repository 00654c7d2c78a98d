import { describe, expect, test } from 'vitest';
import type { Content, SubmitOp } from '../course/filing.ts';
import type { Filing } from '../readings/filing.ts';
import type { OpOf } from '../record/patient-record.ts';
import { shownContents } from './shown-contents.ts';

describe('what a query can have shown of a reading', () => {
  const op = (sent: number, settled: number, outcome = 'ok'): SubmitOp =>
    ({ sent, settled, outcome }) as unknown as SubmitOp;
  const shown = (contents: readonly SubmitOp[], sent: number, settled: number): number[] =>
    shownContents(
      { contents: contents.map((by) => ({ by }) as unknown as Content) } as unknown as Filing,
      { sent, settled } as unknown as OpOf<'reading.read'>,
      100,
    ).map((c) => contents.indexOf(c.by));
  const two = [op(0, 10), op(500, 510)];
  test('is what it said by its end', () => {
    expect(shown(two, 400, 499)).toEqual([0]);
    expect(shown(two, 0, 0)).toEqual([0]);
    expect(shown([op(5, 10)], 0, 4)).toEqual([]);
  });
  test('and what was replaced no longer ago than a reading may take to be found', () => {
    expect(shown(two, 490, 500)).toEqual([0, 1]);
    expect(shown(two, 609, 620)).toEqual([0, 1]);
    expect(shown(two, 610, 620)).toEqual([1]);
    expect(shown([...two, op(700, 710)], 750, 760)).toEqual([1, 2]);
  });
  test('not certainly replaced by what nobody answered', () => {
    expect(shown([op(0, 10), op(500, 510, 'unknown')], 1000, 1010)).toEqual([0, 1]);
  });
});
