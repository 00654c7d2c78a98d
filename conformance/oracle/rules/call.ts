import type { Interpretation, Order, Reading } from '../../../contract/domain/index.ts';
import { comparable } from '../arithmetic/units.ts';
import { type Bound, boundsOf, crosses, implausibleBound } from './bounds.ts';

/** What the limits of one order version call a reading. `bound`: the one that says so. */
export type LimitsCall =
  | { readonly kind: 'none' }
  | { readonly kind: 'data-quality'; readonly bound: Bound }
  | {
      readonly kind: 'critical' | 'abnormal';
      readonly interpretation: Extract<Interpretation, 'H' | 'L' | 'HH' | 'LL'>;
      readonly bound: Bound;
    };

const NONE: LimitsCall = { kind: 'none' };

const NAMES = {
  critical: { high: 'HH', low: 'LL' },
  reference: { high: 'H', low: 'L' },
} as const;

/** By the first bound that is crossed; an absolute one comes last, and calls for nothing. */
const calledBy = (bound: Bound | undefined): LimitsCall =>
  bound === undefined || bound.tier === 'absolute'
    ? NONE
    : {
        kind: bound.tier === 'critical' ? 'critical' : 'abnormal',
        interpretation: NAMES[bound.tier][bound.side],
        bound,
      };

/**
 * Critical before abnormal; HI and LO are beyond every limit of their side; a number outside the absolute
 * range is none of them; a failed measurement is beyond nothing. Source: contract, Evaluation, rows `limits`,
 * `meal context`, `implausible`, `HI / LO`.
 */
export const limitsCall = (order: Order, reading: Reading): LimitsCall => {
  const { result } = reading;
  if (result.kind === 'absent') return NONE;
  const bounds = boundsOf(order, reading);
  if (result.kind === 'off-scale') return calledBy(bounds.find((b) => b.side === result.direction));
  const beyond = implausibleBound(order, reading);
  if (beyond !== undefined) return { kind: 'data-quality', bound: beyond };
  const value = comparable(result.quantity, order);
  return calledBy(bounds.find((b) => crosses(value, b)));
};

/** Which abnormal readings raise an item by themselves. Unsaid: `repeated` where there is such a rule, else `each`. */
export const alertsOn = (order: Order): 'each' | 'repeated' | 'none' => {
  const said = order.rules.find((r) => r.kind === 'alert-on');
  if (said?.kind === 'alert-on') return said.abnormal;
  return order.rules.some((r) => r.kind === 'repeated') ? 'repeated' : 'each';
};
