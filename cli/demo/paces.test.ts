import { expect, test } from 'vitest';
import { twoPaces } from './clinic.ts';

const SIGNAL = new AbortController().signal;

/** A clinic whose second days begin at 1000, a hundred times as fast as real time, and a clock that stands where it is put. */
const scene = () => {
  let nowMs = 50;
  let lives = 0;
  const slept: number[] = [];
  const time = {
    now: () => nowMs,
    sleep: async (ms: number) => {
      slept.push(ms);
      nowMs += ms;
    },
  };
  const paces = twoPaces(1000, 100, time, () => (lives += 1));
  return { paces, slept, lives: () => lives, pass: (ms: number) => (nowMs += ms) };
};

test('the days before go as fast as they can, and the first of the others begins the pace', async () => {
  const { paces, slept, lives } = scene();
  await paces.until(999, SIGNAL);
  expect([slept, lives(), paces.now()]).toEqual([[], 0, undefined]);
  await paces.until(1500, SIGNAL);
  expect([slept, lives(), paces.now()]).toEqual([[5], 1, 1500]);
});

test('what waited comes late by the patient’s clock, and what is of the days before does not', async () => {
  const { paces, pass } = scene();
  expect(paces.clockAt(900)).toBe(900);
  await paces.until(1000, SIGNAL);
  pass(20);
  expect(paces.clockAt(1000)).toBe(3000);
  expect(paces.clockAt(4000)).toBe(4000);
  expect(paces.clockAt(900)).toBe(900);
});
