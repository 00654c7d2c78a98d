import { expect, test } from 'vitest';
import type { InboxItem, Order, Reading } from '../../contract/domain/index.ts';
import type { HistoryLine, RunLine } from '../history/lines.ts';
import {
  HistoryBuilder,
  makeItem,
  type OpOptions,
  type OrderInput,
  type ReadingInput,
} from './history-builder.test-helper.ts';
import { findingsOf } from './judged.test-helper.ts';

/** Builds one situation in a fresh history. */
export type Write = (b: HistoryBuilder) => void;

/** What a requirement came to in a situation, the sentinel and the observer left out: "must met", "must-not broken". */
export const outcomesOf = (lines: readonly HistoryLine[], id: string): string[] =>
  [
    ...new Set(
      (['met', 'broken', 'undecided'] as const).flatMap((outcome) =>
        findingsOf(lines, outcome, id)
          .filter((f) => f.lane.startsWith('lane/'))
          .map((f) => `${f.polarity} ${f.outcome}${f.warning === undefined ? '' : ', with a reservation'}`),
      ),
    ),
  ].sort();

/** One test for each situation: what is done, and every outcome that the requirement then has; none: it is not exercised. */
export const situations = (
  id: string,
  table: Readonly<Record<string, readonly [Write, ...string[]]>>,
  run: Partial<RunLine> = {},
): void => {
  test.each(Object.entries(table))(`${id}: %s`, (_name, [write, ...expected]) => {
    const b = new HistoryBuilder(run);
    write(b);
    expect(outcomesOf(b.drain(), id)).toEqual(expected.toSorted());
  });
};

/** Deadlines that are wide beside the second by which the clock of a SUT may be off; a run then needs quiet time of its own. */
export const WIDE: Partial<RunLine> = { deadlines: { critical: 10_000, other: 10_000, filed: 1000 } };

/** The same in a run that was cut off before its end: no absence is proven. */
export const cutOff = (id: string, write: Write): string[] => {
  const b = new HistoryBuilder();
  write(b);
  return outcomesOf(b.lines, id);
};

export interface Scene {
  readonly order?: OrderInput;
  readonly reading?: Partial<ReadingInput>;
  readonly send?: OpOptions;
  /** What is seen of it: an item that says this otherwise than a conforming one; several; none. */
  readonly items?: readonly Partial<InboxItem>[];
}

/** An order, permission, one reading of `value`, and what is seen of it. */
export const scene = (
  b: HistoryBuilder,
  value: string,
  { order, reading, send, items = [] }: Scene = {},
): { order: Order; reading: Reading } => {
  const made = b.order({ ...order });
  b.grant(made.measure, order?.patient ?? 'p1');
  const sent = b.reading(
    { name: 'r', value, ...(order?.patient === undefined ? {} : { patient: order.patient }), ...reading },
    send,
  );
  b.wait(40);
  for (const [i, item] of items.entries()) b.seen(makeItem(sent, made, `i${i}`, item));
  return { order: made, reading: sent };
};

/** What a conforming system says of a value beyond a critical limit. */
export const CRITICAL: Partial<InboxItem> = {
  kind: 'critical',
  interpretation: ['HH'],
  limit: { value: '300', unit: 'mg/dL' },
  priority: 'stat',
};
