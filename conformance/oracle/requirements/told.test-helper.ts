import type { InboxItem, Order, Reading } from '../../../contract/domain/index.ts';
import { type HistoryBuilder, itemId, makeItem, type OrderInput, RIVERA } from '../history-builder.test-helper.ts';
import { CRITICAL, scene, type Write } from '../scene.test-helper.ts';

export const HOUR_MS = 3_600_000;
export const MINUTE_MS = 60_000;

/** Shows a version of an item, `i0` where no name is said. */
export type Show = (change: Partial<InboxItem>, name?: string) => void;
/** An item of a reading, and what happens then. */
export const told =
  (
    then: (b: HistoryBuilder, show: Show, reading: Reading, order: Order) => void,
    input: OrderInput = {},
    value = '212',
  ): Write =>
  (b) => {
    const { order, reading } = scene(b, value, { order: input, items: [value === '212' ? {} : CRITICAL] });
    then(b, (change, name = 'i0') => b.seen(makeItem(reading, order, name, change)), reading, order);
  };
/** A person marks the item `i0`. */
export const act = (
  b: HistoryBuilder,
  what: 'seen' | 'done',
  person = RIVERA,
  outcome: 'ok' | 'refused' = 'ok',
): void => void b.op({ op: 'item.act', item: itemId('i0'), act: what, person }, { outcome });
/** The same reading with another value. */
export const correct = (b: HistoryBuilder, reading: Reading, value: string): Reading => {
  const next: Reading = {
    ...reading,
    status: 'corrected',
    result: { kind: 'value', quantity: { value, unit: 'mg/dL' } },
  };
  b.wait(2000);
  b.op({ op: 'reading.submit', reading: next }, { actor: 'gateway' });
  b.wait(40);
  return next;
};
/** As `told`, of an item that was done. */
export const finished = (then: (b: HistoryBuilder, show: Show, reading: Reading, order: Order) => void): Write =>
  told((b, show, reading, order) => {
    act(b, 'done');
    show({ version: 2, status: 'done' });
    then(b, show, reading, order);
  });
/** What an item of a low value says. */
export const LOW: Partial<InboxItem> = { interpretation: ['L'], limit: { value: '70', unit: 'mg/dL' } };
/** Nothing happens. */
export const nothing = (): void => undefined;
