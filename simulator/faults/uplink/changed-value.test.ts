import { expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../clock.ts';
import { changedValue } from './changed-value.ts';
import {
  plain,
  deliveries,
  keysOf,
  nearly,
  received,
  settingOf,
  through,
  touchedWith,
} from './deliveries.test-helper.ts';

const number = (result: { kind: string; quantity?: { value: string } }): number => Number(result.quantity?.value);

test('the same sample comes again with the next version, as a correction, with another number', () => {
  const items = through(changedValue, { days: 60, rate: 500 });
  const first = new Map(
    items.filter(({ act }) => act === 'submit').map((item) => [item.reading.identifier.value, item]),
  );
  const corrections = touchedWith(items, 'changed-value');
  expect(corrections).toHaveLength(first.size);
  for (const { act, version, reading, sentMs } of corrections) {
    const before = first.get(reading.identifier.value);
    if (before === undefined) throw new Error('a correction of nothing');
    expect([act, version, reading.status]).toEqual(['correct', 2, 'corrected']);
    expect({ ...reading, status: 'final', result: before.reading.result }).toEqual(before.reading);
    expect(number(reading.result)).not.toBe(number(before.reading.result));
    const off = Math.abs(number(reading.result) / number(before.reading.result) - 1);
    expect(off).toBeLessThanOrEqual(0.1000001);
    expect(sentMs - before.sentMs).toBeGreaterThanOrEqual(MINUTE_MS);
    expect(sentMs - before.sentMs).toBeLessThan(6 * HOUR_MS);
  }
});

test('a receiver that obeys versions ends with the numbers that were put right', () => {
  const items = through(changedValue, { days: 60, rate: 100 });
  const right = received(items);
  for (const { reading } of touchedWith(items, 'changed-value')) {
    expect(right.get(keysOf(items.filter((item) => item.reading === reading))[0] ?? '')).toBe(
      JSON.stringify(reading.result),
    );
  }
});

test('what has no number is not put right', () => {
  const [item] = [...deliveries({ days: 1 })];
  if (item === undefined) throw new Error('no delivery');
  const high = { ...item, reading: { ...item.reading, result: { kind: 'off-scale', direction: 'high' } as const } };
  const poisoned = { ...item, poison: 'NaN' };
  for (const one of [
    high,
    poisoned,
    { ...item, act: 'retract' } as const,
    { ...item, act: 'correct', version: 2 } as const,
  ]) {
    expect([...changedValue.apply([one], settingOf('changed-value', { rate: 500 }))]).toHaveLength(1);
  }
});

test('in the field 0.2 % of readings', () => {
  const items = [...changedValue.apply(plain(60_000), settingOf('changed-value'))];
  const corrections = touchedWith(items, 'changed-value').length;
  const submits = items.length - corrections;
  const [low, high] = nearly(0.002, submits);
  expect(corrections / submits).toBeGreaterThan(low);
  expect(corrections / submits).toBeLessThan(high);
});
