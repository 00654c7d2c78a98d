import { expect, test } from 'vitest';
import { agenda } from './agenda.ts';

test('what comes first is taken first, whatever was entered first; one minute keeps the order of entry', () => {
  const plan = agenda<string>();
  for (const [minute, item] of [
    [30, 'c'],
    [10, 'a'],
    [30, 'd'],
    [20, 'b'],
  ] as const) {
    plan.add(minute, item);
  }
  const taken = [plan.take(), plan.take()];
  plan.add(25, 'between');
  expect([...taken, plan.take(), plan.take(), plan.take()]).toEqual(['a', 'b', 'between', 'c', 'd']);
});

test('an empty one has no next', () => {
  const plan = agenda<string>();
  expect(plan.nextMinute()).toBe(Infinity);
  expect(plan.take()).toBeUndefined();
  plan.add(7, 'a');
  expect(plan.nextMinute()).toBe(7);
});
