import { describe, expect, test } from 'vitest';
import { OKAFOR, orderOf, RIVERA } from '../world.test-helper.ts';
import { goesOn, stepOf } from './escalation.ts';
import { missingAfter, stepTo } from './waits.test-helper.ts';

describe('a step of an order', () => {
  const order = orderOf({ rules: [stepTo(2, RIVERA, 60), missingAfter(6), stepTo(1, OKAFOR)] });

  test.each([
    [1, OKAFOR, 30],
    [2, RIVERA, 60],
  ])('%i is found by its number, wherever it is told', (step, recipient, minutes) => {
    expect(stepOf(order, step)).toEqual({
      kind: 'escalation',
      step,
      recipient,
      after: { value: minutes, unit: 'min' },
    });
  });

  test.each([0, 3])('%i is none', (step) => {
    expect(stepOf(order, step)).toBeUndefined();
    expect(stepOf({ rules: [] }, step)).toBeUndefined();
  });
});

describe('a chain goes on', () => {
  test.each([
    ['while its item is new', ['new'], true],
    ['while all of it is new', ['new', 'new', 'new'], true],
    ['not when the item was seen', ['seen', 'new'], false],
    ['not when the item was finished', ['done'], false],
    ['not when the item was withdrawn', ['withdrawn', 'withdrawn'], false],
    ['not when a copy was seen', ['new', 'seen'], false],
    ['not when the first copy was finished', ['new', 'done', 'new'], false],
    ['not when a copy was withdrawn', ['new', 'withdrawn'], false],
  ] as const)('%s', (_name, statuses, expected) => {
    expect(goesOn(statuses.map((status) => ({ status })))).toBe(expected);
  });
});
