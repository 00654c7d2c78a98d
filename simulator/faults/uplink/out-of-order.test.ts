import { expect, test } from 'vitest';
import { HOUR_MS } from '../../clock.ts';
import type { Delivery } from '../../layers.ts';
import { cohort, deliveries, keysOf, nearly, settingOf, through, touchedWith } from './deliveries.test-helper.ts';
import { outOfOrder } from './out-of-order.ts';

const ALWAYS = 20;
const some = (count: number, more: (i: number) => Partial<Delivery>): Delivery[] => {
  const items = [...deliveries({ days: count })].slice(0, count);
  return items.map((item, i) => ({ ...item, ...more(i) }));
};
const apply = (items: readonly Delivery[]): Delivery[] => [
  ...outOfOrder.apply(items, settingOf('out-of-order', { rate: ALWAYS })),
];

test('a batch of several leaves newest first', () => {
  const items = some(4, () => ({ batch: 0, sentMs: 1e12 }));
  const out = apply(items);
  expect(keysOf(out)).toEqual(keysOf(items).toReversed());
  expect(touchedWith(out, 'out-of-order')).toHaveLength(4);
});

test('a single reading leaves behind the next one, which is left as it is', () => {
  const items = some(2, (i) => ({ batch: i, sentMs: 1e12 + i * HOUR_MS }));
  const out = apply(items);
  expect(keysOf(out)).toEqual(keysOf(items).toReversed());
  expect(out.map(({ batch, sentMs }) => [batch, sentMs])).toEqual([
    [0, 1e12 + HOUR_MS],
    [0, 1e12 + HOUR_MS],
  ]);
  expect(out.map(({ truth }) => truth.faultIds.length)).toEqual([0, 1]);
});

test('after a day and a half without a next one it leaves alone', () => {
  const items = some(2, (i) => ({ batch: i, sentMs: 1e12 + i * 40 * HOUR_MS }));
  const [first, second] = apply(items);
  expect(first?.sentMs).toBe(1e12 + 36 * HOUR_MS);
  expect(second?.sentMs).toBe(1e12 + 76 * HOUR_MS);
});

test.each(['glucose', 'weight'] as const)('a raised rate brings %s out of order', (measure) => {
  const perDay = measure === 'weight' ? 1 : 4;
  const items = through(outOfOrder, { measure, perDay, days: 60, rate: 10 });
  const times = items.map(({ reading }) => Date.parse(reading.effective));
  const inversions = times.filter((time, i) => time < (times[i - 1] ?? 0)).length;
  expect(inversions / items.length).toBeGreaterThan(0.15);
});

test('in the field 5 % of batches', () => {
  const items = cohort(outOfOrder, 60).flat();
  const share = touchedWith(items, 'out-of-order').length / items.length;
  // What follows a held one at once cannot be held as well: p / (1 + p) of them are.
  const [low, high] = nearly(0.05 / 1.05, items.length);
  expect(share).toBeGreaterThan(low);
  expect(share).toBeLessThan(high);
});
