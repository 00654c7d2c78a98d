import type { Reading, Rule } from '../../../contract/domain/index.ts';
import {
  HistoryBuilder,
  itemId,
  makeOrder,
  makeReading,
  type OpOptions,
  type OrderInput,
  reference,
  RIVERA,
  makeItem,
} from '../history-builder.test-helper.ts';

export const HOUR_MS = 3_600_000;
export const after = (hours: number): Rule => ({ kind: 'missing', period: { value: hours, unit: 'h' } });
export const LIMITS = [reference('70', '180')];
/** Begins at 20:00 the evening before, and asks for data every 6 hours: the first are due at 02:00. */
export const ORDER: OrderInput = { limits: LIMITS, rules: [after(6)] };
export const DUE = '2035-01-01T02:00:00Z';

export type Write = (b: HistoryBuilder) => void;
export const told = (order: OrderInput, write: Write): HistoryBuilder => {
  const b = new HistoryBuilder();
  b.took = 0;
  b.order({ ...ORDER, ...order });
  b.grant();
  write(b);
  return b;
};
export const hours = (b: HistoryBuilder, n: number): void => void b.wait(n * HOUR_MS);
/** Until n hours after midnight. */
export const until = (b: HistoryBuilder, n: number): void => void b.wait(n * HOUR_MS - b.now);
export const changed = (b: HistoryBuilder, order: OrderInput, options?: OpOptions): void =>
  void b.changeOrder({ ...ORDER, ...order }, options);
export const again = (b: HistoryBuilder, reading: Reading, change: Partial<Reading>): void =>
  void b.op({ op: 'reading.submit', reading: { ...reading, ...change } });
export const seen = (b: HistoryBuilder, due: string | undefined): void =>
  void b.seen({
    ...makeItem(makeReading({ name: 'x', value: '1' }), makeOrder(), 'i'),
    kind: 'missing',
    rule: 'missing',
    reading: undefined,
    due,
  });
export const act = (b: HistoryBuilder, what: 'seen' | 'done' = 'done', options?: OpOptions): void =>
  void b.op({ op: 'item.act', item: itemId('i'), act: what, person: RIVERA }, options);
export const normal = (b: HistoryBuilder, name = 'r', at?: string, options?: OpOptions): Reading =>
  b.reading({ name, value: '120', ...(at === undefined ? {} : { at }) }, options);

export const FIRST = 'o1 missing 01-01 02:00, line 1, raised 01-01 02:00:';
