import type { MeasureCase } from '../explore/measure-case.ts';

/**
 * Whether it is open when something of this measure took effect, if it ever did: nobody answered it. A rule that goes by
 * time then has more ways than the courses tell apart, so nothing that it does is demanded or forbidden.
 */
export const isUnclear = ({ submissions, orders }: MeasureCase): boolean =>
  submissions.some((op) => op.outcome === 'unknown') ||
  [...orders.values()].some((ops) => ops.some((op) => op.outcome === 'unknown'));

/** Orders of a patient on whose items of rules that go by time nothing can be said. */
export const unclearOrders = (measures: readonly MeasureCase[]): ReadonlySet<string> =>
  new Set(measures.filter(isUnclear).flatMap((measure) => [...measure.orders.keys()]));
