import { describe, expect, test } from 'vitest';
import { localDate, localHour } from '../clock.ts';
import { randomStream } from '../random.ts';
import { HEART_FAILURE_WEIGHING, planWeighing } from './daily-weighing.ts';
import { fingerDrop, scaleLoad } from './sampling.ts';

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

describe('what the device is given', () => {
  test('a clean finger gives the blood as it is; one in 300 carries 50 to 200 mg/dL of food', () => {
    const drops = Array.from({ length: 20_000 }, (_, i) => fingerDrop(140, randomStream(6, i)));
    const dirty = drops.filter((drop) => drop.faultIds.length > 0);
    expect(Math.abs(dirty.length / 20_000 - 0.003)).toBeLessThan(0.0015);
    for (const drop of dirty) {
      expect(drop.faultIds).toEqual(['contaminated-finger']);
      expect(drop.stripMgDl).toBeGreaterThanOrEqual(190);
      expect(drop.stripMgDl).toBeLessThan(340);
    }
    for (const drop of drops) if (drop.faultIds.length === 0) expect(drop.stripMgDl).toBe(140);
  });

  test('clothes add 0.8 to 2 kg and are labelled', () => {
    const loads = Array.from({ length: 20_000 }, (_, i) => scaleLoad(80, randomStream(6, i)));
    const dressed = loads.filter((load) => load.kg !== 80);
    expect(Math.abs(dressed.length / 20_000 - 0.01)).toBeLessThan(0.003);
    for (const load of dressed) {
      expect(load.faultIds).toEqual(['heavy-clothing']);
      expect(load.kg).toBeGreaterThanOrEqual(80.8);
      expect(load.kg).toBeLessThan(82);
    }
    for (const load of loads) if (load.kg === 80) expect(load.faultIds).toEqual([]);
  });
});
