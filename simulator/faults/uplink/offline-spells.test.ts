import { expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../clock.ts';
import { settingOf, START_MS, take } from './deliveries.test-helper.ts';
import { offlineSpells } from './offline-spells.ts';

const many = take(4000, offlineSpells(settingOf('delayed-batch')));

test('one after the other, from the start on, in whole milliseconds', () => {
  let end = START_MS;
  for (const { fromMs, untilMs } of many) {
    expect(fromMs).toBeGreaterThan(end);
    expect(untilMs).toBeGreaterThan(fromMs);
    expect(Number.isSafeInteger(fromMs) && Number.isSafeInteger(untilMs)).toBe(true);
    end = untilMs;
  }
});

test('lengths are exponential with 18 h, and 14 days at most', () => {
  const hours = many.map(({ fromMs, untilMs }) => (untilMs - fromMs) / HOUR_MS).toSorted((a, b) => a - b);
  const mean = hours.reduce((a, b) => a + b, 0) / hours.length;
  expect(Math.abs(mean - 18)).toBeLessThan(1.5);
  expect(Math.abs((hours[2000] ?? 0) - 18 * Math.LN2)).toBeLessThan(1);
  expect(hours.at(-1)).toBeLessThanOrEqual(14 * 24);
});

test('twelve in a year', () => {
  const years = ((many.at(-1)?.fromMs ?? 0) - START_MS) / (365.25 * DAY_MS);
  expect(many.length / years).toBeGreaterThan(11);
  expect(many.length / years).toBeLessThan(12.5);
});

test('none at rate 0', () => {
  expect([...offlineSpells(settingOf('delayed-batch', { rate: 0 }))]).toEqual([]);
});
