import { expect, test } from 'vitest';
import { DAY_MS } from '../../clock.ts';
import { deliveries, keysOf, nearly, plain, settingOf, through, touchedWith } from './deliveries.test-helper.ts';
import { droppedPacket } from './dropped-packet.ts';

test('a lost reading comes with the next batch, before what is new in it', () => {
  const before = [...deliveries({ days: 40, perDay: 12 })];
  const items = through(droppedPacket, { days: 40, perDay: 12, rate: 30 });
  const lost = touchedWith(items, 'dropped-packet');
  expect(lost.length).toBeGreaterThan(10);
  const sentMs = new Map(before.map((item) => [item.reading.identifier.value, item.sentMs]));
  const times = new Set(before.map((item) => item.sentMs));
  for (const item of lost) {
    const wasMs = sentMs.get(item.reading.identifier.value) ?? 0;
    expect(item.sentMs).toBeGreaterThan(wasMs);
    expect(item.sentMs).toBeLessThanOrEqual(wasMs + DAY_MS);
    expect(times.has(item.sentMs) || item.sentMs === wasMs + DAY_MS).toBe(true);
    expect(items.find(({ batch }) => batch === item.batch)?.truth.faultIds).toContain('dropped-packet');
  }
});

test('nobody measures any more: the phone asks a day later', () => {
  const [item] = [...deliveries({ days: 1 })];
  if (item === undefined) throw new Error('no delivery');
  const [late, ...rest] = [...droppedPacket.apply([item], settingOf('dropped-packet', { rate: 1000 }))];
  expect(rest).toEqual([]);
  expect(late).toMatchObject({ sentMs: item.sentMs + DAY_MS, batch: 0, version: 1, act: 'submit' });
});

test('everything lost all the time still arrives, a batch later, with no batch of nothing', () => {
  const before = [...deliveries({ days: 30 })];
  const items = through(droppedPacket, { days: 30, rate: 1000 });
  expect(keysOf(items).toSorted()).toEqual(keysOf(before).toSorted());
  expect(items.map(({ batch }) => batch)).toEqual(items.map((_, i) => items[i]?.batch));
  expect(items.at(-1)?.batch).toBeLessThan(before.length);
});

test('in the field 0.5 % of readings', () => {
  const items = [...droppedPacket.apply(plain(60_000), settingOf('dropped-packet'))];
  const share = touchedWith(items, 'dropped-packet').length / items.length;
  const [low, high] = nearly(0.005, items.length);
  expect(share).toBeGreaterThan(low);
  expect(share).toBeLessThan(high);
});
