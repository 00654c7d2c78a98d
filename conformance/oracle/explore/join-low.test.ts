import { describe, expect, test } from 'vitest';
import { Course } from '../course/course.ts';
import type { Entry } from './entry.ts';
import { joined } from './join.ts';
import type { Effect } from './plan.ts';

/** Where what comes next can begin: after everything, and after everything but readings. */
type Low = readonly [low: number, gateLow: number];

const from = (at: number): Effect => ({ from: at }) as unknown as Effect;
const entry = ([low, gateLow]: Low, change: Partial<Entry> = {}): Entry => {
  const course = new Course();
  course.low = low;
  course.gateLow = gateLow;
  return { course, applied: new Set(), told: [], faults: [], unexplained: 0, ...change };
};

describe('two courses that differ in where the next effect can begin', () => {
  test.each<[string, boolean, readonly number[], Low, Low]>([
    ['are one where nothing is to come', false, [], [5, 5], [7, 7]],
    ['are one where what is to come was sent at the later end', false, [7], [5, 5], [7, 7]],
    ['are one where it was sent after both', false, [9], [5, 5], [7, 7]],
    ['are two where it was sent before one of them', true, [6], [5, 5], [7, 7]],
    ['are two where it was sent before both', true, [4], [5, 5], [7, 7]],
    ['are two where one of several was', true, [9, 6], [5, 5], [7, 7]],
    ['are two where it matters for readings alone', true, [6], [5, 5], [7, 5]],
    ['are two where it matters for what is no reading alone', true, [6], [5, 5], [5, 7]],
  ])('%s', (_name, apart, coming, a, b) => {
    expect(joined([entry(a), entry(b)], coming.map(from))).toHaveLength(apart ? 2 : 1);
  });
  test('are one where what was sent before has happened in both', () => {
    const [happened, coming] = [from(4), from(8)];
    const applied = new Set([happened]);
    expect(joined([entry([5, 5], { applied }), entry([7, 7], { applied })], [happened, coming])).toHaveLength(1);
  });
  test('are two where they explain a different number of sights as well', () => {
    const [a, b] = [entry([2, 0], { unexplained: 1 }), entry([0, 0], { unexplained: 12 })];
    expect(joined([a, b], [from(1)])).toHaveLength(2);
  });
});
