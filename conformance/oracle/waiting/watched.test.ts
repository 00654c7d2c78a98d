import { describe, expect, test } from 'vitest';
import { keyOf } from '../../../contract/domain/index.ts';
import { Analysis } from '../analysis.ts';
import { HistoryBuilder, itemId, makeItem, MS, orderId, readingId, RIVERA } from '../history-builder.test-helper.ts';
import { instant } from '../time/instant.ts';
import type { ObservedItem } from '../record/sighting.ts';
import { Watched } from './watched.ts';

const DUE = '2035-01-01T02:00:00Z';
const b = new HistoryBuilder();
b.took = 10;
const order = b.order();
b.grant();
const reading = b.reading({ name: 'r', value: '310' });
b.seen(makeItem(reading, order, 'plain'));
b.seen(makeItem(reading, order, 'copy', { step: 2 }));
b.seen(makeItem(reading, order, 'dated', { due: DUE }));
b.seen(makeItem(reading, order, 'odd', { due: 'soon' }));
b.seen(makeItem(reading, order, 'other', { order: orderId('o2') }));
const started = b.now;
const act = (name: string, what: 'seen' | 'done', outcome: 'ok' | 'refused' | 'unknown' = 'ok'): void =>
  void b.op({ op: 'item.act', item: itemId(name), act: what, person: RIVERA }, { outcome });
act('plain', 'seen');
act('copy', 'done');
act('dated', 'done');
act('odd', 'done', 'unknown');
act('other', 'done');
act('nobody saw it', 'done');
act('plain', 'done', 'refused');
const [patient] = Analysis.of(b.end()).patients;
if (patient === undefined) throw new Error('no patient');
const watched = new Watched(patient.record);

/** What is known of the nth act, of 10 ms each. */
const nth = (n: number): { readonly from: number; readonly to: number } => ({
  from: (started + n * 10) * MS,
  to: (started + n * 10 + 10) * MS,
});
const acts = (name: string, isMeant: (item: ObservedItem) => boolean = () => true): unknown[] =>
  watched.acts(keyOf(orderId(name)), isMeant).map(({ from, to, done, due, step }) => ({ from, to, done, due, step }));

describe('acts on the items of an order', () => {
  test('are all that were not refused, with what the item shows', () => {
    expect(acts('o1')).toEqual([
      { ...nth(0), done: false, due: undefined, step: undefined },
      { ...nth(1), done: true, due: undefined, step: 2 },
      { ...nth(2), done: true, due: instant(DUE), step: undefined },
      { ...nth(3), done: true, due: undefined, step: undefined },
    ]);
  });
  test('are none of another order', () => {
    expect(acts('o2')).toEqual([{ ...nth(4), done: true, due: undefined, step: undefined }]);
    expect(acts('o3')).toEqual([]);
  });
  test('are those of the items that are meant', () => {
    expect(acts('o1', ({ latest }) => latest.step === 2)).toEqual([{ ...nth(1), done: true, due: undefined, step: 2 }]);
  });
  test('lie where the clock of the system was meanwhile', () => {
    const midnight = instant('2035-01-01T00:00:00Z');
    const { from, to } = nth(0);
    expect(watched.acts(keyOf(orderId()), () => true).at(0)?.at).toEqual({
      low: midnight + BigInt(from),
      high: midnight + BigInt(to),
    });
  });
});

describe('the first sight', () => {
  const key = keyOf(readingId('r'));
  test('is that of an item of the order about one of these readings', () => {
    expect(watched.firstSight(keyOf(orderId()), ['x', key], ({ latest }) => latest.due === DUE, 0)).toBe(started * MS);
    expect(watched.firstSight(keyOf(orderId()), ['x', key], ({ latest }) => latest.due === DUE, started * MS + 1)).toBe(
      undefined,
    );
    expect(watched.firstSight(keyOf(orderId()), ['x'], () => true, 0)).toBeUndefined();
    expect(watched.firstSight(keyOf(orderId('o3')), [key], () => true, 0)).toBeUndefined();
  });
});
