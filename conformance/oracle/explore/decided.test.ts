import { expect, test } from 'vitest';
import type { OpLine } from '../../history/lines.ts';
import type { AnyRuling } from '../course/effect.ts';
import { decided } from './decided.ts';
import { type Entry, gaps, Told } from './entry.ts';

const op = (seq: number): OpLine => ({ seq }) as unknown as OpLine;
const ruling = (way: 'accept' | 'refuse', replay = false): AnyRuling =>
  ({ way, replay, grounds: [] }) as unknown as AnyRuling;
const [A, B] = [op(1), op(2)];
const [YES, NO] = [ruling('accept'), ruling('refuse')];
const entry = (told: readonly Told[], faults: readonly OpLine[] = [], unexplained = 0): Entry =>
  ({ told, faults, unexplained }) as unknown as Entry;
const said = (a: AnyRuling, b: AnyRuling): readonly Told[] => [new Told(B, B, b, [new Told(A, A, a, [])])];
const rulings = (entries: readonly Entry[]): [number, string[]][] =>
  [...decided(entries)].map(([{ seq }, all]) => [seq, all.map((r) => r.way)]);

test('one operation of one course', () => {
  expect(rulings([entry([new Told(A, A, NO, [])])])).toEqual([[1, ['refuse']]]);
});
test('several, one after the other', () => {
  expect(rulings([entry(said(YES, NO))]).toSorted()).toEqual([
    [1, ['accept']],
    [2, ['refuse']],
  ]);
});
test('nothing where nothing was said', () => {
  expect(rulings([])).toEqual([]);
  expect(rulings([entry([])])).toEqual([]);
});
test('one of each way in which courses came to be one', () => {
  const joined = entry([new Told(A, A, YES, []), new Told(A, A, NO, [])]);
  expect(rulings([joined])).toEqual([[1, ['accept', 'refuse']]]);
});
test('what courses have in common is said once', () => {
  const first = new Told(A, A, YES, []);
  const joined = entry([new Told(B, B, YES, [first]), new Told(B, B, NO, [first])]);
  expect(rulings([joined]).toSorted()).toEqual([
    [1, ['accept']],
    [2, ['accept', 'refuse']],
  ]);
});
test('each by the courses that explain all the others best', () => {
  // The first explains both; in the second, A was not answered as it says.
  expect(rulings([entry(said(YES, YES)), entry(said(NO, NO), [A])]).toSorted()).toEqual([
    [1, ['accept', 'refuse']],
    [2, ['accept']],
  ]);
  expect(rulings([entry(said(NO, NO), [A]), entry(said(YES, YES))]).toSorted()).toEqual([
    [1, ['refuse', 'accept']],
    [2, ['accept']],
  ]);
});
test('a sight that a course does not explain counts for every operation', () => {
  expect(rulings([entry(said(NO, NO), [], 1), entry(said(YES, YES))]).toSorted()).toEqual([
    [1, ['accept']],
    [2, ['accept']],
  ]);
});
test('a course explains less the more it leaves unexplained', () => {
  expect([entry([]), entry([], [A]), entry([], [], 2), entry([], [A, B], 1)].map(gaps)).toEqual([0, 1, 2, 3]);
});
test('lists that say the same are equal in whatever order, others are not', () => {
  const print = (told: Told): string => `${told.print.a} ${told.print.b}`;
  const [a, b] = [new Told(A, A, YES, []), new Told(B, B, YES, [])];
  const of = (r: AnyRuling, before: readonly Told[]): string => print(new Told(op(3), op(3), r, before));
  expect(of(YES, [a, b])).toBe(of(YES, [b, a]));
  expect(print(new Told(A, A, YES, [b]))).toBe(print(new Told(B, B, YES, [a])));
  const all = [
    of(YES, []),
    of(NO, []),
    of(ruling('accept', true), []),
    of({ ...NO, grounds: [{ cause: 'x' }] } as unknown as AnyRuling, []),
    of(YES, [a]),
    of(YES, [b]),
    of(YES, [a, b]),
    print(a),
    print(b),
  ];
  expect(new Set(all).size).toBe(all.length);
});
