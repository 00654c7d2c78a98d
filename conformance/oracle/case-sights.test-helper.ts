import { type Duration, type InboxItem, keyOf, type Order } from '../../contract/domain/index.ts';
import type { HistoryLine, SeenLine } from '../history/lines.ts';
import { MS } from './history-builder.test-helper.ts';

const UNIT_MS = { min: 60_000, h: 3_600_000, d: 86_400_000, wk: 604_800_000 } as const;
const SUMMARY_AFTER_MS = 60_000;
/** How soon a right system shows what fell due. */
const SHOWN_AFTER_MS = 20;

const msOf = ({ value, unit }: Duration): number => value * UNIT_MS[unit];

const ordersIn = (lines: readonly HistoryLine[]): readonly Order[] =>
  lines.flatMap((l) =>
    l.kind === 'op' && (l.act.op === 'order.submit' || l.act.op === 'order.change') ? [l.act.order] : [],
  );

/** How long after the one before it a copy is made; every version of its order that knows the step says one. */
const waitsOf = (orders: readonly Order[], item: InboxItem): readonly number[] =>
  orders
    .filter((o) => keyOf(o.identifier) === keyOf(item.order))
    .flatMap((o) => o.rules.flatMap((r) => (r.kind === 'escalation' && r.step === item.step ? [msOf(r.after)] : [])));

/**
 * The lines of a worked case with what falls due by itself created at its instant, and in sight 20 ms after it; the case itself knows only
 * that it came between two acts. `startedMs`: wall time at monotonic zero.
 */
export const sightsAtDue = (lines: readonly HistoryLine[], startedMs: number): readonly HistoryLine[] => {
  const orders = ordersIn(lines);
  /** Monotonic ms at which each item of a chain was made, by the key of the chain's first item; the last of it. */
  const made = new Map<string, number>();
  /** When each item that fell due says that it was created, by its key. */
  const created = new Map<string, string>();

  const dueOf = (item: InboxItem, after: number, by: number): number | undefined => {
    if (item.due !== undefined) return Date.parse(item.due) - startedMs;
    if (item.summary !== undefined) return Date.parse(item.summary.period.end) + SUMMARY_AFTER_MS - startedMs;
    const before = item.copyOf === undefined ? undefined : made.get(keyOf(item.copyOf));
    if (before === undefined) return undefined;
    return waitsOf(orders, item)
      .map((wait) => before + wait)
      .find((at) => at > after && at <= by);
  };

  const moved = (line: SeenLine): SeenLine => {
    const { item } = line;
    if (item.version !== 1) return line;
    const [after, by] = [(line.after ?? 0) / MS, line.by / MS];
    const due = after < by ? dueOf(item, after, by) : undefined;
    const at = due !== undefined && due > after && due <= by ? due : by;
    made.set(keyOf(item.copyOf ?? item.identifier), at);
    if (at === due) created.set(keyOf(item.identifier), new Date(startedMs + at).toISOString());
    return at === by && after === by ? line : { ...line, after: at * MS, by: Math.min(at + SHOWN_AFTER_MS, by) * MS };
  };
  const dated = (line: SeenLine): SeenLine => {
    const at = created.get(keyOf(line.item.identifier));
    return at === undefined ? line : { ...line, item: { ...line.item, created: at } };
  };
  return lines.map((line) => (line.kind === 'seen' ? dated(moved(line)) : line));
};
