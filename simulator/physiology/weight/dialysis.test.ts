import { describe, expect, test } from 'vitest';
import { randomSpace } from '../../random.ts';
import { dialysisWater, type DialysisTraits } from './dialysis.ts';

const TRAITS: DialysisTraits = { gainKgPerDay: 0.85, gainSdKg: 0.2, weekdays: [0, 2, 4], overAtHour: 12, missed: 0 };
const mean = (x: readonly number[]): number => x.reduce((a, b) => a + b, 0) / x.length;

/** Mornings and evenings of days from a weekday on. */
const live = (traits: DialysisTraits, days: number, firstWeekday = 0) => {
  const water = dialysisWater(traits);
  const space = randomSpace(7, 'dialysis');
  return Array.from({ length: days }, (_, day) => {
    const weekday = (firstWeekday + day) % 7;
    water.live(weekday, space.at(day));
    return {
      weekday,
      morning: water.waterKg(7),
      before: water.waterKg(11.9),
      after: water.waterKg(12),
      evening: water.waterKg(22),
    };
  });
};

describe('water between dialyses', () => {
  const days = live(TRAITS, 7 * 200);
  const on = (weekday: number, pick: (day: (typeof days)[number]) => number) =>
    mean(days.filter((day) => day.weekday === weekday).map(pick));

  test('a saw-tooth: highest on Monday after the long gap, 2 kg and more, lowest after the session', () => {
    expect(on(0, (d) => d.morning)).toBeGreaterThan(2);
    expect(on(2, (d) => d.morning)).toBeGreaterThan(1.2);
    expect(on(0, (d) => d.morning)).toBeGreaterThan(on(4, (d) => d.morning) + 0.5);
    for (const weekday of [1, 3, 5]) expect(on(weekday, (d) => d.morning)).toBeLessThan(1);
  });

  test('a session takes it off in an hour of its day, and on other days nothing is taken', () => {
    for (const weekday of [0, 2, 4]) {
      expect(on(weekday, (d) => d.before - d.after)).toBeGreaterThan(1.4);
      expect(Math.abs(on(weekday, (d) => d.after))).toBeLessThan(0.05);
    }
    for (const weekday of [1, 3, 5, 6]) expect(on(weekday, (d) => d.before - d.after)).toBeLessThan(0.01);
  });

  test('a morning follows from the evening before', () => {
    days.slice(1).forEach((day, i) => {
      const before = days[i];
      expect(day.morning).toBeGreaterThanOrEqual((before?.evening ?? 0) - 1e-9);
      expect(day.morning - (before?.evening ?? 0)).toBeLessThan(0.8);
    });
  });

  test('a life begins with the water of its weekday', () => {
    expect(live(TRAITS, 1, 0)[0]?.morning).toBeCloseTo(2.55, 9);
    expect(live(TRAITS, 1, 2)[0]?.morning).toBeCloseTo(1.7, 9);
    expect(live(TRAITS, 1, 5)[0]?.morning).toBeCloseTo(0.85, 9);
  });

  test('who misses sessions carries more, but not without end', () => {
    const missing = live({ ...TRAITS, missed: 0.3 }, 7 * 100).map((d) => d.morning);
    expect(mean(missing)).toBeGreaterThan(mean(days.map((d) => d.morning)) + 0.5);
    expect(Math.max(...live({ ...TRAITS, missed: 1 }, 60).map((d) => d.morning))).toBe(7);
  });
});
