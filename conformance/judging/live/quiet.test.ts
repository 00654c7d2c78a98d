import { expect, test } from 'vitest';
import { Quiet } from './quiet.ts';

const quietAt = (quiet: Quiet, now: number): string[] => [...quiet.take(now)];

test('who has not been told of for the whole grace is quiet, once', () => {
  const quiet = new Quiet(100);
  quiet.note('a', 10);
  quiet.note('b', 60);
  expect(quietAt(quiet, 109)).toEqual([]);
  expect(quietAt(quiet, 110)).toEqual(['a']);
  expect(quietAt(quiet, 160)).toEqual(['b']);
  expect(quietAt(quiet, 1000)).toEqual([]);
});

test('the last that was told counts', () => {
  const quiet = new Quiet(100);
  quiet.note('a', 10);
  quiet.note('b', 20);
  quiet.note('a', 90);
  expect(quietAt(quiet, 130)).toEqual(['b']);
  expect(quietAt(quiet, 190)).toEqual(['a']);
});

test('who is told of again is quiet again once as much again was told', () => {
  const quiet = new Quiet(100);
  for (const at of [1, 2, 3]) quiet.note('a', at);
  expect(quietAt(quiet, 200)).toEqual(['a']);
  for (const at of [201, 202]) quiet.note('a', at);
  expect(quietAt(quiet, 400)).toEqual([]);
  quiet.note('a', 401);
  expect(quietAt(quiet, 600)).toEqual(['a']);
});

test('a line that tells of an earlier instant makes nobody quiet earlier', () => {
  const quiet = new Quiet(100);
  quiet.note('a', 90);
  quiet.note('a', 10);
  expect(quietAt(quiet, 150)).toEqual([]);
});
