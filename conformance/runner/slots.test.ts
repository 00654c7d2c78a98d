import { expect, test } from 'vitest';
import { slots } from './slots.ts';

test('never more than so many at a time, in the order in which they came', async () => {
  const slot = slots(2);
  const begun: number[] = [];
  let now = 0;
  let most = 0;
  const task = (n: number) => () => {
    begun.push(n);
    most = Math.max(most, ++now);
    return Promise.resolve().then(() => {
      now--;
      return n;
    });
  };
  expect(await Promise.all([1, 2, 3, 4, 5].map((n) => slot(task(n))))).toEqual([1, 2, 3, 4, 5]);
  expect(begun).toEqual([1, 2, 3, 4, 5]);
  expect(most).toBe(2);
});

test('a task that fails gives its slot back', async () => {
  const slot = slots(1);
  const failed = slot(() => Promise.reject(new Error('first')));
  const next = slot(() => Promise.resolve('second'));
  await expect(failed).rejects.toThrow('first');
  expect(await next).toBe('second');
});
