import { keyOf, type Order } from '../../contract/domain/index.ts';
import type { OpLine } from '../../conformance/history/lines.ts';
import { parseInstant } from './instant.ts';
import type { LimitLine, LimitVersion, Shade } from './series.ts';
import { showUnit, toPlot } from './unit.ts';

/** An accepted version of an order, the instant from which it holds, and where it stops holding. */
interface Version {
  readonly order: Order;
  readonly from: number;
}

const limitLines = (order: Order, unit: string): readonly LimitLine[] =>
  order.limits.flatMap((interval) => {
    const { tier } = interval;
    if (tier === 'absolute' || interval.context !== undefined) return [];
    return (['low', 'high'] as const).flatMap((side) => {
      const text = interval[side];
      const y = text === undefined ? undefined : toPlot(text, order.unit, unit);
      return text === undefined || y === undefined ? [] : [{ tier, side, y, text }];
    });
  });

const changeRules = (order: Order): readonly string[] =>
  order.rules.flatMap((r) =>
    r.kind === 'change'
      ? [
          `${r.direction} of more than ${r.amount.value} ${showUnit(r.amount.unit)} in ${r.window.value} ${r.window.unit}`,
        ]
      : [],
  );

/**
 * Accepted versions of each order in the order in which they hold. A first version without an
 * instant holds from the order's start; a later one from its acceptance on the patient's clock,
 * which `nowAt` estimates. An order entered in error holds nowhere.
 */
function versionsByOrder(
  ops: readonly OpLine[],
  nowAt: (op: OpLine) => number,
): ReadonlyMap<string, readonly Version[]> {
  const all = new Map<string, Version[]>();
  for (const op of ops) {
    const { act } = op;
    if ((act.op !== 'order.submit' && act.op !== 'order.change') || op.outcome === 'refused') continue;
    const key = keyOf(act.order.identifier);
    if (act.order.status === 'entered-in-error') {
      all.delete(key);
      continue;
    }
    if (act.order.status === 'draft') continue;
    const known = all.get(key) ?? [];
    const start = parseInstant(act.order.period.start)?.ms;
    const from = parseInstant(act.order.effectiveFrom)?.ms ?? (known.length === 0 ? start : nowAt(op));
    if (from !== undefined) all.set(key, [...known, { order: act.order, from }]);
  }
  return new Map([...all].map(([key, versions]) => [key, [...versions].sort((a, b) => a.from - b.from)]));
}

/** Limits and holds of one patient and measure, as spans of time. `unit` is the drawing's. */
export function orderSpans(
  ops: readonly OpLine[],
  unit: string,
  nowAt: (op: OpLine) => number,
): { versions: readonly LimitVersion[]; holds: readonly Shade[] } {
  const versions: LimitVersion[] = [];
  const holds: Shade[] = [];
  for (const chain of versionsByOrder(ops, nowAt).values()) {
    for (const [i, { order, from }] of chain.entries()) {
      const end = parseInstant(order.period.end)?.ms ?? Infinity;
      const to = Math.min(chain[i + 1]?.from ?? Infinity, end);
      if (to <= from) continue;
      if (order.status === 'on-hold') holds.push({ kind: 'on-hold', from, to });
      else if (order.status === 'active') {
        const lines = limitLines(order, unit);
        versions.push({ order: order.identifier.value, from, to, lines, change: changeRules(order) });
      }
    }
  }
  return { versions, holds };
}
