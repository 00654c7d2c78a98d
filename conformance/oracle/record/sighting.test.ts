import { expect, test } from 'vitest';
import type { SeenLine } from '../../history/lines.ts';
import { HistoryBuilder, itemId, makeItem, makeOrder, makeReading } from '../history-builder.test-helper.ts';
import { keyOf } from '../../../contract/domain/index.ts';
import { observedItem } from './sighting.ts';

const b = new HistoryBuilder();
const item = makeItem(makeReading({ name: 'r', value: '250' }), makeOrder(), 'i');
const seen = (version: number, by: number): SeenLine => b.seen({ ...item, version }, { by });

test('an item is its versions, the oldest first, whichever was seen first', () => {
  const [two, one, again, three] = [seen(2, 100), seen(1, 200), seen(2, 90), seen(3, 100)];
  expect(observedItem([two, three, one, again])).toEqual({
    key: keyOf(itemId('i')),
    versions: [one, again, two, three],
    first: again,
    latest: three.item,
  });
});

test('of two sightings at one instant the older version, else the one written first, came first', () => {
  const [two, one] = [seen(2, 100), seen(1, 100)];
  expect(observedItem([two, one])?.first).toBe(one);
  const [a, c] = [seen(1, 50), seen(1, 50)];
  expect(observedItem([c, a])?.first).toBe(a);
  expect(observedItem([c, a])?.versions).toEqual([a, c]);
});

test('of no sighting there is none', () => expect(observedItem([])).toBeUndefined());
