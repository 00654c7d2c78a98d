import { expect, test } from 'vitest';
import { DAY_MS } from '../../clock.ts';
import { batteryOf, USUAL_BATTERY } from './battery.ts';
import { START_MS, streamsOf } from './meter.test-helper.ts';

test('is changed twice a year', () => {
  const battery = batteryOf(USUAL_BATTERY, START_MS, streamsOf(1));
  expect(Math.abs(battery.changes(START_MS + 100 * 365.25 * DAY_MS) / 100 - 2)).toBeLessThan(0.1);
});

test('loses a day in a day and is low for the last two weeks', () => {
  const battery = batteryOf(USUAL_BATTERY, START_MS, streamsOf(2));
  let before = battery.daysLeft(START_MS);
  let changes = battery.changes(START_MS);
  expect(before).toBeLessThanOrEqual(182 * 1.2);
  for (let day = 1; day < 2000; day++) {
    const atMs = START_MS + day * DAY_MS;
    const left = battery.daysLeft(atMs);
    if (battery.changes(atMs) === changes) expect(left).toBeCloseTo(before - 1, 6);
    else expect(left).toBeGreaterThan(182 * 0.8 - 1);
    expect(battery.isLow(atMs)).toBe(left <= 14);
    before = left;
    changes = battery.changes(atMs);
  }
});

test('a year without a look at it is a year', () => {
  const watched = batteryOf(USUAL_BATTERY, START_MS, streamsOf(3));
  for (let day = 0; day < 365; day++) watched.daysLeft(START_MS + day * DAY_MS);
  const alone = batteryOf(USUAL_BATTERY, START_MS, streamsOf(3));
  const later = START_MS + 365 * DAY_MS;
  expect(alone.daysLeft(later)).toBe(watched.daysLeft(later));
});
