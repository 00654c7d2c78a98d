import { describe, expect, test } from 'vitest';
import { randomStream } from '../random.ts';
import { SPELLS } from './habits.ts';
import {
  exerciseSensitivity,
  exerciseUptake,
  EXERCISE_MINUTES,
  illAppetite,
  illSensitivity,
  illTests,
  spellsOf,
  steroidProduction,
  steroidSensitivity,
} from './spells.ts';

const YEARS = 60;
const days: ReturnType<typeof spellsOf>[] = [];
for (let day = 0; day < YEARS * 365; day++) {
  days.push(spellsOf(SPELLS, days.at(-1)?.illDays ?? 0, randomStream(1, day)));
}

describe('illness', () => {
  const starts = days.filter((d, i) => d.illDays > (days[i - 1]?.illDays ?? 0));

  test('comes about twice a year and lasts four to eight days', () => {
    expect(Math.abs(starts.length / YEARS - 2.2)).toBeLessThan(0.5);
    for (const { illDays } of starts) {
      expect(illDays).toBeGreaterThanOrEqual(4);
      expect(illDays).toBeLessThanOrEqual(8);
    }
  });

  test('counts down to health', () => {
    for (const [i, { illDays }] of days.entries()) {
      const before = days[i - 1]?.illDays ?? 0;
      if (before > 1) expect(illDays).toBe(before - 1);
    }
  });

  test('takes sensitivity and appetite and brings tests', () => {
    expect([illSensitivity(3), illAppetite(3), illTests(3)]).toEqual([0.6, 0.7, 1.5]);
    expect([illSensitivity(0), illAppetite(0), illTests(0)]).toEqual([1, 1, 1]);
  });
});

describe('exercise', () => {
  test('three times a week, never ill', () => {
    const active = days.filter((d) => d.exerciseMinute !== undefined);
    expect(Math.abs(active.length / (YEARS * 52) - 3)).toBeLessThan(0.25);
    for (const { illDays } of active) expect(illDays).toBe(0);
  });

  test('muscles take up more for 45 minutes, and insulin acts better for half a day', () => {
    expect([-1, 0, EXERCISE_MINUTES - 1, EXERCISE_MINUTES].map(exerciseUptake)).toEqual([1, 1.6, 1.6, 1]);
    expect([-1, 0, 360, 720, 1080, 9999].map(exerciseSensitivity)).toEqual([1, 1.5, 1.5, 1.25, 1, 1]);
  });
});

describe('steroids', () => {
  const course = { sensitivity: 0.45, days: 14 };

  test('weaken insulin in the afternoon, and taper off', () => {
    expect(steroidSensitivity(course, 0, 15)).toBeCloseTo(0.45, 12);
    expect(steroidSensitivity(course, 0, 4)).toBeGreaterThan(0.8);
    expect(steroidSensitivity(course, 7, 15)).toBeCloseTo(1 - 0.55 / 2, 12);
    expect(steroidSensitivity(course, 14, 15)).toBe(1);
    expect(steroidSensitivity(undefined, 0, 15)).toBe(1);
  });

  test('and the liver makes more, in step', () => {
    expect(steroidProduction(1)).toBe(1);
    expect(steroidProduction(0.45)).toBeCloseTo(1.33, 12);
  });

  test('without a jump at any hour', () => {
    for (let minute = 1; minute < 1440; minute++) {
      const step = steroidSensitivity(course, 0, minute / 60) - steroidSensitivity(course, 0, (minute - 1) / 60);
      expect(Math.abs(step)).toBeLessThan(0.005);
    }
  });
});
