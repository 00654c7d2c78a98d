import { describe, expect, test } from 'vitest';
import type { Course } from '../course/course.ts';
import type { Content } from '../course/filing.ts';
import type { RaisedItem } from '../course/item.ts';
import type { Interval, Rule } from '../../../contract/domain/index.ts';
import { critical, makeOrder, makeReading, reference } from '../history-builder.test-helper.ts';
import { versionOf } from '../version.test-helper.ts';
import { evaluateRepeated } from './evaluate-repeated.ts';

const RULE: Rule = { kind: 'repeated', count: 3, window: { value: 2, unit: 'd' } };
const AT = '2035-01-01T00:00:00.000Z';

const content = (value: string): Content => ({ reading: makeReading({ name: value, value }) }) as unknown as Content;
const course = (...values: string[]): Course =>
  ({
    state: { filings: new Map(values.map((v) => [`urn|${v}`, { contents: [content(v)] }])) },
  }) as unknown as Course;
const item = (direction: 'H' | 'L', ...members: string[]): RaisedItem =>
  ({ interpretation: [direction], members: members.map((m) => `urn|${m}`) }) as unknown as RaisedItem;
const order = (limits: readonly Interval[], rules: readonly Rule[] = [RULE]) => versionOf(makeOrder({ limits, rules }));
const LIMITS = [critical('54', '300'), reference('70', '180')];

describe('the last of a repetition', () => {
  test.each([
    ['200', 'H', '180'],
    ['60', 'L', '70'],
  ] as const)('%s calls for an abnormal item with the limit of its side', (value, direction, limit) => {
    const { family, call, interpretation } = evaluateRepeated(course(), content(value), order(LIMITS), item(direction));
    expect([family, interpretation]).toEqual(['repeated', direction]);
    expect(call).toEqual({
      kind: 'abnormal',
      interpretation: [direction],
      mayAlso: [],
      limits: [{ value: limit, unit: 'mg/dL' }],
      baselines: [],
    });
  });
  test('a bound that the order does not have is not shown', () => {
    const { call } = evaluateRepeated(course(), content('200'), order([reference('70')]), item('H'));
    expect(call?.limits).toEqual([]);
  });
  test('of several intervals the limit is that of the one that has the side', () => {
    const limits = [{ ...reference('80'), context: 'fasting' as const }, reference('70', '180')];
    const { call } = evaluateRepeated(course(), content('200'), order(limits), item('H'));
    expect(call?.limits).toEqual([{ value: '180', unit: 'mg/dL' }]);
  });
  test('is told by the rule on repetition, whatever others there are', () => {
    const rules: Rule[] = [{ kind: 'missing', period: { value: 1, unit: 'd' } }, RULE];
    const erased = { state: { filings: new Map([['urn|erased', { contents: [] }]]) } } as unknown as Course;
    const { why } = evaluateRepeated(erased, content('200'), order(LIMITS, rules), item('H', 'erased'));
    expect(why).toMatch(/^repeated: 3 in 2 d: urn\|erased; order o1 /);
  });
  test('says what it counts and of what it is made', () => {
    const { why } = evaluateRepeated(
      course('190', 'HI', '200'),
      content('200'),
      order(LIMITS),
      item('H', '190', 'HI', '200', 'gone'),
    );
    expect(why.slice(0, why.indexOf('; order '))).toBe(
      `repeated: 3 in 2 d: 190 at ${AT}, off-scale at ${AT}, 200 at ${AT}, urn|gone`,
    );
  });
});

test('any other reading calls for nothing, and says so', () => {
  const { family, call, why } = evaluateRepeated(course(), content('200'), order(LIMITS), undefined);
  expect([family, call]).toEqual(['repeated', undefined]);
  expect(why).toMatch(
    /^repeated: not the last of 3 in 2 d that are abnormal in one direction; .*200 mg\/dL > 180 mg\/dL/,
  );
  expect(evaluateRepeated(course(), content('200'), order(LIMITS, []), undefined).why).toMatch(
    /^repeated: not the last of no such rule/,
  );
});
