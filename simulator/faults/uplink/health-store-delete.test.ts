import { expect, test } from 'vitest';
import { DAY_MS, MINUTE_MS } from '../../clock.ts';
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
import { healthStoreDelete } from './health-store-delete.ts';

test('a reading is taken back, a minute to seven days later', () => {
  const items = through(healthStoreDelete, { days: 60, rate: 500 });
  const sent = new Map(
    items.filter(({ act }) => act === 'submit').map((item) => [item.reading.identifier.value, item]),
  );
  const retracted = touchedWith(items, 'health-store-delete');
  expect(retracted.length).toBeGreaterThan(sent.size / 3);
  for (const { act, version, reading, sentMs } of retracted) {
    const before = sent.get(reading.identifier.value);
    expect([act, version]).toEqual(['retract', 2]);
    expect(reading).toEqual({ ...before?.reading, status: 'entered-in-error' });
    expect(sentMs - (before?.sentMs ?? 0)).toBeGreaterThanOrEqual(MINUTE_MS);
    expect(sentMs - (before?.sentMs ?? 0)).toBeLessThan(7 * DAY_MS);
  }
  expect(received(items).size).toBe(sent.size - retracted.length);
});

test('a sample that was put right meanwhile is taken back as it is then; one that is gone is not put right', () => {
  const corrected = changedValue.apply(deliveries({ days: 120 }), settingOf('changed-value', { rate: 500 }));
  const items = [...healthStoreDelete.apply(corrected, settingOf('health-store-delete', { rate: 500 }))];
  const versions = new Map<string, number>();
  const gone = new Set<string>();
  for (const item of items) {
    const [key = ''] = keysOf([item]);
    expect(gone).not.toContain(key);
    expect(item.version).toBe((versions.get(key) ?? 0) + 1);
    versions.set(key, item.version);
    if (item.act === 'retract') gone.add(key);
  }
  expect([...versions.values()].toSorted().at(-1)).toBe(3);
});

test('in the field 0.1 % of readings', () => {
  const items = [...healthStoreDelete.apply(plain(60_000), settingOf('health-store-delete'))];
  const retracted = touchedWith(items, 'health-store-delete').length;
  const submits = items.length - retracted;
  const [low, high] = nearly(0.001, submits);
  expect(retracted / submits).toBeGreaterThan(low);
  expect(retracted / submits).toBeLessThan(high);
});
