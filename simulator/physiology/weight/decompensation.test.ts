import { describe, expect, test } from 'vitest';
import { randomStream } from '../../random.ts';
import { decompensationKg, drawDecompensation, type Decompensation, USUAL_DECOMPENSATION } from './decompensation.ts';

const COURSE: Decompensation = { eventDay: 40, gainKg: 4, responseKgPerDay: 1 };

describe('course of a decompensation', () => {
  test.each([
    [0, 0],
    [10, 0],
    [33, 1],
    [40, 4],
    [41, 3],
    [43, 1],
    [44, 0],
    [60, 0],
  ])('on day %d the gain is %d kg', (day, kg) => {
    expect(decompensationKg(COURSE, day)).toBeCloseTo(kg, 9);
  });

  test('three quarters come in the last week, most of them in its last days', () => {
    const days = [33, 34, 35, 36, 37, 38, 39, 40].map((day) => decompensationKg(COURSE, day));
    const steps = days.slice(1).map((kg, i) => kg - (days[i] ?? 0));
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect(days[7]).toBeCloseTo((days[0] ?? 0) + 3, 9);
    expect(steps[6]).toBeGreaterThan(0.6);
  });

  test('never falls before the event and never below dry weight after it', () => {
    for (let day = 1; day <= 80; day++) {
      const [before, now] = [decompensationKg(COURSE, day - 1), decompensationKg(COURSE, day)];
      if (day <= COURSE.eventDay) expect(now).toBeGreaterThanOrEqual(before);
      expect(now).toBeGreaterThanOrEqual(0);
    }
  });

  test('an event in the first days has begun before the first day', () => {
    expect(decompensationKg({ ...COURSE, eventDay: 5 }, 0)).toBeGreaterThan(1);
  });
});

describe('drawing courses', () => {
  const drawn = Array.from({ length: 4000 }, (_, i) => drawDecompensation([10, 14], randomStream(5, i)));
  const shown = drawn.filter((course) => course.gainKg >= USUAL_DECOMPENSATION.silentBelowKg);

  test('40 % are silent', () => {
    expect(Math.abs(1 - shown.length / drawn.length - 0.4)).toBeLessThan(0.03);
  });

  test('the others gain 2.4 kg in the median', () => {
    const gains = shown.map((course) => course.gainKg).toSorted((a, b) => a - b);
    expect(Math.abs((gains[Math.floor(gains.length / 2)] ?? 0) - 2.4)).toBeLessThan(0.12);
  });

  test('dry weight is reached again within five days, but for gains that no diuretic takes in five', () => {
    for (const course of drawn) {
      const days = course.gainKg / course.responseKgPerDay;
      if (course.gainKg <= 7.5) expect(days).toBeLessThanOrEqual(5 + 1e-9);
      else expect(course.responseKgPerDay).toBe(1.5);
    }
    const large = shown
      .filter((course) => course.gainKg > 2.4)
      .map((course) => course.gainKg / course.responseKgPerDay);
    expect(large.filter((days) => days >= 2).length / large.length).toBeGreaterThan(0.9);
  });

  test('event days and responses lie in their ranges and reach both ends', () => {
    expect(new Set(drawn.map((course) => course.eventDay))).toEqual(new Set([10, 11, 12, 13, 14]));
    for (const { responseKgPerDay } of drawn) {
      expect(responseKgPerDay).toBeGreaterThanOrEqual(0.8);
      expect(responseKgPerDay).toBeLessThanOrEqual(1.5);
    }
  });
});
