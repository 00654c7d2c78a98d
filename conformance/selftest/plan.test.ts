import { describe, expect, test } from 'vitest';
import { planTasks, spread } from './plan.ts';

describe('few among many', () => {
  test('stand as far from each other as can be, and nothing is lost', () => {
    const many = Array.from({ length: 90 }, (_, i) => i);
    const all = spread<number | string>(many, ['a', 'b', 'c']);
    expect(all.filter((one) => typeof one === 'number')).toEqual(many);
    expect(['a', 'b', 'c'].map((one) => all.indexOf(one))).toEqual([0, 31, 62]);
  });
  test.each([
    [[], ['a', 'b'], ['a', 'b']],
    [[1], ['a', 'b'], ['a', 'b', 1]],
    [[1, 2], [], [1, 2]],
  ] as const)('%j and %j', (many, few, all) => expect(spread<number | string>(many, few)).toEqual(all));
});

test('loads are played far from each other, and everything once', () => {
  const tasks = planTasks({
    seed: 1,
    benign: 0,
    picks: () => true,
    kinds: new Set(['mutant']),
    roles: new Set(['receiver']),
  });
  const loads = [
    'dropped-in-a-burst',
    'one-alarm-in-200-lost',
    'one-alarm-in-200-twice',
    'one-limit-in-200-missed',
    'one-reading-in-200-dropped',
    'refused-when-busy',
    'sessions-mixed-up',
    'slow-when-many',
    'retry-after-a-cut-is-new',
  ];
  const places = tasks.flatMap(({ name }, i) => (loads.includes(name) ? [i] : []));
  expect(places).toHaveLength(loads.length);
  for (const [i, place] of places.slice(1).entries()) expect(place - (places[i] ?? 0)).toBeGreaterThan(15);
  expect(new Set(tasks.map(({ name }) => name)).size).toBe(tasks.length);
});
