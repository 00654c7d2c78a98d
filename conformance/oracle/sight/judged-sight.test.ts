import { describe, expect, test } from 'vitest';
import type { SeenLine } from '../../history/lines.ts';
import { HistoryBuilder, makeItem, makeOrder, makeReading, MS } from '../history-builder.test-helper.ts';
import { observedItem, type ObservedItem } from '../record/sighting.ts';
import { judgedSight, lagsBeyondDeclared, soonestSight } from './judged-sight.ts';

const item = makeItem(makeReading({ name: 'r', value: '250' }), makeOrder(), 'i');
const on = (surface: string, after: number | null, by: number): SeenLine => ({
  ...new HistoryBuilder().seen(item, { after, by }),
  surface,
});
const seen = (...lines: SeenLine[]): ObservedItem => {
  const observed = observedItem(lines);
  if (observed === undefined) throw new Error('no line');
  return observed;
};

test.each([
  ['the inbox, although a person saw it sooner', ['person:rivera', 'inbox'], 'inbox'],
  ['an instance of the inbox', ['sweep', 'inbox:node-2'], 'inbox:node-2'],
  ['what showed it at all, where the inbox did not', ['sweep', 'person:rivera'], 'sweep'],
] as const)('an item is judged by %s', (_name, surfaces, expected) =>
  expect(judgedSight(seen(...surfaces.map((surface, i) => on(surface, null, 100 + i)))).surface).toBe(expected),
);

test('of several sightings on the judged surface the first counts, of one instant that of the older version', () => {
  const later = { ...on('inbox', 90, 200), item: { ...item, version: 2 } };
  expect(judgedSight(seen(later, on('inbox', 50, 100)))).toMatchObject({ after: 50 * MS, by: 100 * MS });
  expect(judgedSight(seen(on('inbox', 150, 300), later))).toMatchObject({ after: 90 * MS, by: 200 * MS });
  expect(judgedSight(seen({ ...later, after: 60 * MS }, on('inbox', 50, 200)))).toMatchObject({
    item: { version: 1 },
  });
});

describe('what a subscriber was told', () => {
  const shown = on('inbox', 50, 100);
  test('says how soon an item was there, and not that it is in an In Basket', () => {
    expect(observedItem([on('push', null, 70)])).toBeUndefined();
    const pushed = seen(on('push', null, 70), shown, on('push', null, 80));
    expect(pushed.versions).toEqual([shown]);
    expect(pushed.pushed).toBe(70 * MS);
    expect(judgedSight(pushed)).toBe(shown);
    expect(soonestSight(pushed)).toEqual({ after: 50 * MS, by: 70 * MS, isPushed: true });
  });
  test('counts where it came before any look showed it, and no look begun after it lacked the item', () => {
    expect(soonestSight(seen(shown))).toEqual({ after: 50 * MS, by: 100 * MS, isPushed: false });
    expect(soonestSight(seen(shown, on('push', null, 100)))).toMatchObject({ by: 100 * MS, isPushed: false });
    expect(soonestSight(seen(shown, on('push', null, 49)))).toMatchObject({ by: 100 * MS, isPushed: false });
    expect(soonestSight(seen(shown, on('push', null, 50)))).toEqual({ after: 50 * MS, by: 50 * MS, isPushed: true });
    expect(soonestSight(seen(on('inbox', null, 100), on('push', null, 30)))).toEqual({
      after: null,
      by: 30 * MS,
      isPushed: true,
    });
  });
});

test('an item that only the sweep found lags beyond what is declared where looks are known to have missed it', () => {
  expect(lagsBeyondDeclared(seen(on('sweep', 50, 100)))).toBe(true);
  expect(lagsBeyondDeclared(seen(on('sweep', null, 100)))).toBe(false);
  expect(lagsBeyondDeclared(seen(on('sweep', 50, 100), on('inbox', 60, 110)))).toBe(false);
});
