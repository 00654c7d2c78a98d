import { expect, test } from 'vitest';
import { MINUTE_MS } from '../../clock.ts';
import { cohort, deliveries, keysOf, nearly, received, through, touchedWith } from './deliveries.test-helper.ts';
import { duplicateUpload } from './duplicate-upload.ts';

test('one to three copies of a batch follow within minutes, the same in all', () => {
  const before = [...deliveries({ days: 60 })];
  const items = through(duplicateUpload, { days: 60, rate: 1000 });
  const first = new Map(before.map((item) => [item.truth.trueTimeMs, item]));
  const copies = touchedWith(items, 'duplicate-upload');
  const counts = new Map<number, number>();
  for (const { reading, act, version, sentMs, truth } of copies) {
    const own = first.get(truth.trueTimeMs);
    expect(reading).toBe(
      own === undefined ? undefined : items.find((item) => item.truth.trueTimeMs === truth.trueTimeMs)?.reading,
    );
    expect([act, version]).toEqual(['submit', 1]);
    expect(sentMs - (own?.sentMs ?? 0)).toBeGreaterThanOrEqual(5000);
    expect(sentMs - (own?.sentMs ?? 0)).toBeLessThan(15 * MINUTE_MS);
    counts.set(truth.trueTimeMs, (counts.get(truth.trueTimeMs) ?? 0) + 1);
  }
  expect([...new Set(counts.values())].toSorted()).toEqual([1, 2, 3]);
  expect(items.length - copies.length).toBe(before.length);
});

test('a receiver has each once', () => {
  const items = through(duplicateUpload, { days: 60, rate: 10 });
  expect(items.length).toBeGreaterThan(240);
  expect([...received(items)]).toEqual([...received(deliveries({ days: 60 }))]);
});

test('what is handed in twice has one identifier', () => {
  const items = through(duplicateUpload, { days: 60, rate: 10 });
  expect(new Set(keysOf(items)).size).toBe(240);
});

test('in the field 3 % of batches', () => {
  const items = cohort(duplicateUpload, 100).flat();
  const copies = touchedWith(items, 'duplicate-upload');
  const sent = items.length - copies.length;
  const again = new Set(copies.map(({ reading }) => reading)).size;
  const [low, high] = nearly(0.03, sent);
  expect(again / sent).toBeGreaterThan(low);
  expect(again / sent).toBeLessThan(high);
  expect(copies.length / again).toBeGreaterThan(1.8);
  expect(copies.length / again).toBeLessThan(2.2);
});
