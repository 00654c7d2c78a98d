import { expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../clock.ts';
import { delayedBatch } from './delayed-batch.ts';
import { deliveries, keysOf, plain, settingOf, START_MS, through, touchedWith } from './deliveries.test-helper.ts';
import { offlineSpells } from './offline-spells.ts';

test('what would leave in a spell leaves at its end, in one batch, in the order of measurement', () => {
  const options = { days: 200, rate: 4 };
  const before = [...deliveries(options)];
  const items = through(delayedBatch, options);
  expect(keysOf(items)).toEqual(keysOf(before));
  const spells: { fromMs: number; untilMs: number }[] = [];
  for (const spell of offlineSpells(settingOf('delayed-batch', options))) {
    if (spell.fromMs > START_MS + 201 * DAY_MS) break;
    spells.push(spell);
  }
  items.forEach((item, i) => {
    const wasMs = before[i]?.sentMs ?? 0;
    const spell = spells.find(({ fromMs, untilMs }) => fromMs <= wasMs && wasMs < untilMs);
    const isHeld = item.truth.faultIds.includes('delayed-batch');
    if (spell === undefined) expect([isHeld, item.sentMs]).toEqual([false, wasMs]);
    else if (isHeld) expect(item.sentMs).toBeLessThanOrEqual(spell.untilMs);
  });
  expect(touchedWith(items, 'delayed-batch').length).toBeGreaterThan(20);
});

test('never more than forty are held, and the rest of the spell is over then', () => {
  const items = through(delayedBatch, { days: 300, perDay: 24, rate: 6 });
  const sizes = new Map<number, number>();
  for (const { batch } of touchedWith(items, 'delayed-batch')) sizes.set(batch, (sizes.get(batch) ?? 0) + 1);
  expect(Math.max(...sizes.values())).toBe(40);
});

test('a batch that is larger than that passes at once', () => {
  const [item] = [...deliveries({ days: 1 })];
  if (item === undefined) throw new Error('no delivery');
  const large = Array.from({ length: 300 }, () => item);
  const times = [...delayedBatch.apply(large, settingOf('delayed-batch', { rate: 1e6 }))].map(({ sentMs }) => sentMs);
  expect(times).toHaveLength(300);
  expect(new Set(times)).toEqual(new Set([item.sentMs]));
});

test('in the field one spell in a month: some 2.5 % of what is sent', () => {
  const items = [...delayedBatch.apply(plain(100_000, 6 * HOUR_MS), settingOf('delayed-batch'))];
  const share = touchedWith(items, 'delayed-batch').length / items.length;
  // 18 h of 30.4 d + 18 h, less what the cap cuts; some 800 spells in 68 years.
  expect(share).toBeGreaterThan(0.021);
  expect(share).toBeLessThan(0.028);
});
