import type { Reading } from '../../contract/domain/index.ts';
import type { HistoryLine } from '../history/lines.ts';
import { HistoryBuilder, type OrderInput } from '../oracle/history-builder.test-helper.ts';
import { expectedText } from './timeline.test-helper.ts';
import { naiveExpectationsOf } from './expect.test-helper.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** A scene of one patient with an order and a permission, in which every act takes no time. Begins at midnight UTC. */
export const scene = (order: OrderInput = {}): HistoryBuilder => {
  const builder = new HistoryBuilder();
  builder.took = 0;
  builder.order(order);
  builder.wait(1000);
  builder.grant(order.measure ?? 'glucose');
  builder.wait(1000);
  return builder;
};

/** A later submission under a reading's identifier, a millisecond after what went before. */
export const again = (builder: HistoryBuilder, reading: Reading, change: Partial<Reading>): Reading => {
  const next = { ...reading, ...change };
  builder.wait(1);
  builder.op({ op: 'reading.submit', reading: next });
  return next;
};

/** One line an expected item. */
export const itemsOf = (lines: readonly HistoryLine[]): string[] =>
  expectedText({ answers: [], items: naiveExpectationsOf(lines).items });

/** What is to be answered to the operations after the order and the permission, one line each. */
export const answersOf = (lines: readonly HistoryLine[]): string[] =>
  expectedText({ answers: naiveExpectationsOf(lines).answers.slice(2), items: [] });
