import { expect, test } from 'vitest';
import type { WithdrawalReason } from '../../../contract/domain/index.ts';
import type { RaisedItem } from '../course/item.ts';
import { withdrawalOfNth, withdrawalsOf } from './withdrawal-of.ts';
import type { Withdrawal } from './demand.ts';

const STANDS = { withdrawn: undefined } as unknown as RaisedItem;
const gone = (from: number, to: number, reason: WithdrawalReason = 're-evaluated'): RaisedItem =>
  ({ withdrawn: { reason, at: { from, to } } }) as unknown as RaisedItem;
const text = ({ level, reasons, at }: Withdrawal): string =>
  [level, ...reasons, ...(at === undefined ? [] : [`${at.from}-${at.to}`])].join(' ');
const of = (perCourse: readonly (readonly RaisedItem[])[], open?: boolean): string[] =>
  withdrawalsOf(perCourse, open).map(text);

test('what no course withdraws must not be, what each does must, else it may', () => {
  expect(of([[STANDS], [STANDS]])).toEqual(['must-not']);
  expect(of([[gone(3, 4)], [gone(1, 5)]])).toEqual(['must re-evaluated 1-5']);
  expect(of([[gone(1, 5)], [gone(3, 4)]])).toEqual(['must re-evaluated 1-5']);
  expect(of([[gone(3, 4)], [STANDS]])).toEqual(['may re-evaluated 3-4']);
});
test('for each of the reasons, once', () => {
  expect(of([[gone(1, 2)], [gone(1, 2, 'order-in-error')], [gone(1, 2)]])).toEqual([
    'must re-evaluated order-in-error 1-2',
  ]);
});
test('each item by itself, in the order of raising', () => {
  expect(
    of([
      [gone(1, 2), STANDS],
      [gone(1, 3), gone(8, 9)],
    ]),
  ).toEqual(['must re-evaluated 1-3', 'may re-evaluated 8-9']);
});
test('courses that have none are left out', () => {
  expect(of([[], [gone(1, 2)]])).toEqual(['must re-evaluated 1-2']);
});
test('where courses do not agree on how many there are, none must be', () => {
  expect(of([[gone(1, 2)], [gone(3, 4), gone(5, 6)]])).toEqual(['may re-evaluated 1-6', 'may re-evaluated 1-6']);
  expect(of([[STANDS], [STANDS, STANDS]])).toEqual(['must-not', 'must-not']);
  expect(of([[STANDS], [gone(1, 2), STANDS]])).toEqual(['may re-evaluated 1-2', 'may re-evaluated 1-2']);
});
test('where nothing is certain, each may be', () => {
  expect(of([[gone(1, 2)]], true)).toEqual(['may re-evaluated 1-2']);
  expect(of([[STANDS]], true)).toEqual(['may']);
  expect(of([[]], true)).toEqual([]);
});
test('of none there is that it is not', () => {
  expect(of([])).toEqual(['must-not']);
  expect(of([[], []])).toEqual(['must-not']);
});
test('of more than there can be, the last counts', () => {
  const all = withdrawalsOf([[gone(1, 2), STANDS]]);
  expect([0, 1, 2].map((nth) => text(withdrawalOfNth(all, nth)))).toEqual([
    'must re-evaluated 1-2',
    'must-not',
    'must-not',
  ]);
  expect(text(withdrawalOfNth([], 0))).toBe('must-not');
  const three = withdrawalsOf([[STANDS, STANDS, gone(1, 2)]]);
  expect(text(withdrawalOfNth(three, 3))).toBe('must re-evaluated 1-2');
});
