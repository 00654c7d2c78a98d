import { expect, test } from 'vitest';
import { LastMinute } from './last-minute.ts';

const stepped = () => {
  let nowMs = 0;
  const minute = new LastMinute(() => nowMs);
  return {
    minute,
    at: (ms: number): void => {
      nowMs = ms;
    },
  };
};

test('what happened within sixty seconds is counted by its name, and nothing older', () => {
  const { minute, at } = stepped();
  minute.note('a');
  minute.note('a');
  at(30_000);
  minute.note('b');
  expect(Object.fromEntries(minute.counts())).toEqual({ a: 2, b: 1 });
  at(59_999);
  expect(Object.fromEntries(minute.counts())).toEqual({ a: 2, b: 1 });
  at(60_000);
  expect(Object.fromEntries(minute.counts())).toEqual({ b: 1 });
  at(90_000);
  expect(Object.fromEntries(minute.counts())).toEqual({});
});

test('a second of a later minute begins anew', () => {
  const { minute, at } = stepped();
  at(5000);
  minute.note('a');
  at(65_000);
  minute.note('a');
  expect(Object.fromEntries(minute.counts())).toEqual({ a: 1 });
});

test('nothing happened before anything did', () => {
  expect([...stepped().minute.counts()]).toEqual([]);
});
