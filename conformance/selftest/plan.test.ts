import { expect, test } from 'vitest';
import { planTasks } from './plan.ts';

test('loads are known as such, and everything is played once', () => {
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
  expect(tasks.flatMap(({ name, isLoad }) => (isLoad ? [name] : [])).toSorted()).toEqual(loads.toSorted());
  expect(new Set(tasks.map(({ name }) => name)).size).toBe(tasks.length);
});

test('defects that one outage shows are not played at the same time', () => {
  const tasks = planTasks({
    seed: 1,
    benign: 0,
    picks: () => true,
    kinds: new Set(['mutant']),
    roles: new Set(['receiver', 'sender']),
  });
  const names = ['acknowledged-before-written', 'due-work-is-forgotten', 'items-waiting-are-lost'];
  const places = names.map((one) => tasks.findIndex(({ name }) => name === one)).toSorted((a, b) => a - b);
  expect(places.every((place, i) => place >= 0 && place - (places[i - 1] ?? -100) >= 12)).toBe(true);
});
