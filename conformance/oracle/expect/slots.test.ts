import { expect, test } from 'vitest';
import { type Count, Slots } from './slots.ts';

const count = (change: Partial<Count> = {}): Count => ({
  slot: 'a',
  raised: 1,
  standing: [1],
  recipients: [],
  late: [],
  content: [],
  ...change,
});
/** Each slot as `name raised/standing`, after courses in which these came about. */
const gathered = (...courses: readonly (readonly Count[])[]): string[] => {
  const slots = new Slots();
  for (const course of courses) slots.add(course);
  return slots.expected().map((s) => `${s.slot} ${s.raised.join('|')}/${s.standing.join('|')}`);
};

test('one item of one course', () => {
  expect(gathered([count()])).toEqual(['a 1/1']);
  expect(gathered([count({ standing: [0] })])).toEqual(['a 1/0']);
});
test('several of one course are counted', () => {
  expect(gathered([count({ standing: [0] }), count()])).toEqual(['a 2/1']);
  expect(gathered([count(), count({ slot: 'b', standing: [0] })])).toEqual(['a 1/1', 'b 1/0']);
});
test('one that may stand does or does not', () => {
  expect(gathered([count({ standing: [0, 1] }), count()])).toEqual(['a 2/1|2']);
});
test('one that may not have been raised counts or does not', () => {
  expect(gathered([count({ orNot: true })])).toEqual(['a 0|1/0|1']);
  expect(gathered([count(), count({ orNot: true, standing: [0] })])).toEqual(['a 1|2/1']);
  expect(gathered([count({ orNot: false })])).toEqual(['a 1/1']);
});
test('of several courses each can have been', () => {
  expect(gathered([count()], [count({ standing: [0] }), count()])).toEqual(['a 1|2/1']);
  expect(gathered([count(), count()], [count()])).toEqual(['a 1|2/1|2']);
});
test('a course without it has none', () => {
  expect(gathered([count()], [])).toEqual(['a 0|1/0|1']);
  expect(gathered([], [count()], [count({ slot: 'b' })])).toEqual(['a 0|1/0|1', 'b 0|1/0|1']);
  expect(gathered([count()], [count()])).toEqual(['a 1/1']);
});
test('what it can say is gathered over all courses, sorted, keys without their systems', () => {
  const slots = new Slots();
  slots.add([count({ recipients: ['x|p', 'x|b'], late: [true], content: ['z', 'y'] })]);
  slots.add([count({ recipients: ['x|b', 'x|a'], late: [true, false], content: ['y'] })]);
  expect(slots.expected()).toEqual([
    { slot: 'a', raised: [1], standing: [1], recipients: ['a', 'b', 'p'], late: [false, true], content: ['y', 'z'] },
  ]);
});
test('counts are sorted as numbers', () => {
  expect(
    gathered(
      Array.from({ length: 10 }, () => count()),
      [count(), count()],
    ),
  ).toEqual(['a 2|10/2|10']);
});
