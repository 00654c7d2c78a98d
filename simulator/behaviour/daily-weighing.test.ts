import { describe, expect, test } from 'vitest';
import { localDate, localHour } from '../clock.ts';
import { randomStream } from '../random.ts';
import { HEART_FAILURE_WEIGHING, planWeighing } from './daily-weighing.ts';

const ZONE = 'America/New_York';

const weighings = () => {
  let weighed = true;
  return Array.from({ length: 4000 }, (_, day) => {
    const at = planWeighing('2026-03-03', ZONE, HEART_FAILURE_WEIGHING, weighed, randomStream(4, day));
    weighed = at !== undefined;
    return at;
  });
};

describe('daily weighing', () => {
  test('happens on 85 % of days', () => {
    const share = weighings().filter((at) => at !== undefined).length / 4000;
    expect(Math.abs(share - 0.85)).toBeLessThan(0.02);
  });

  test('is missed in runs: a miss follows a miss more often than a weighing', () => {
    const days = weighings();
    const missedAfter = (missed: boolean) => {
      const after = days.slice(1).filter((_, i) => (days[i] === undefined) === missed);
      return after.filter((at) => at === undefined).length / after.length;
    };
    expect(missedAfter(true)).toBeGreaterThan(missedAfter(false) + 0.1);
  });

  test('happens in the morning of its date', () => {
    for (const at of weighings()) {
      if (at === undefined) continue;
      expect(localDate(at, ZONE)).toBe('2026-03-03');
      expect(Math.abs(localHour(at, ZONE) - 7)).toBeLessThan(2.5);
    }
  });
});
