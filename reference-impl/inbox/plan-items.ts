import { DecimalText } from '../../contract/domain/decimal.ts';
import type { Identifier } from '../../contract/domain/identifier.ts';
import type { InboxItem } from '../../contract/domain/inbox-item.ts';
import type { Order } from '../../contract/domain/order.ts';
import { alertsOn } from '../limits/alerts-on.ts';
import type { LimitFinding } from '../limits/evaluate-limits.ts';
import { durationMs } from '../limits/window.ts';
import type { Crossing } from '../limits/evaluate-change.ts';
import type { OrderVersion } from '../orders/order-history.ts';

/** What one order makes of one reading: the item that should stand. At most one a `family`. */
export interface ItemPlan extends Pick<
  InboxItem,
  'kind' | 'rule' | 'interpretation' | 'limit' | 'limitFrom' | 'baseline' | 'delta' | 'priority' | 'readings' | 'count'
> {
  /** Rule family, part of the item's identity: an order and a reading have at most one standing item of each. */
  readonly family: string;
  /** Of an abnormal reading under a digest: within how much of an item's first reading it joins that item, ms. */
  readonly joinsWithinMs?: number;
}

const digestWindow = ({ rules }: Order): { readonly joinsWithinMs?: number } => {
  const rule = rules.find((r) => r.kind === 'digest');
  return rule === undefined ? {} : { joinsWithinMs: durationMs(rule.window) };
};

const dataQualityPlan = (bound: string, { order }: OrderVersion): ItemPlan => ({
  // What is implausible and what is beyond a limit exclude each other.
  family: 'limits',
  rule: 'data-quality',
  kind: 'data-quality',
  priority: 'routine',
  interpretation: [],
  limit: { value: bound, unit: order.unit },
  ...(order.effectiveFrom === undefined ? {} : { limitFrom: order.effectiveFrom }),
});

/** Priority of each kind raised here: critical stat, the others urgent. */
const limitsPlan = (finding: LimitFinding, version: OrderVersion): readonly ItemPlan[] => {
  const { order } = version;
  if (finding.interpretation === 'N') return [];
  if (finding.interpretation === 'implausible') return [dataQualityPlan(finding.bound, version)];
  const critical = finding.interpretation === 'HH' || finding.interpretation === 'LL';
  if (!critical && alertsOn(order) !== 'each') return [];
  return [
    {
      family: 'limits',
      rule: 'limits',
      kind: critical ? 'critical' : 'abnormal',
      priority: critical ? 'stat' : 'urgent',
      interpretation: [finding.interpretation],
      limit: { value: finding.bound, unit: order.unit },
      ...(order.effectiveFrom === undefined ? {} : { limitFrom: order.effectiveFrom }),
      ...(critical ? {} : digestWindow(order)),
    },
  ];
};

/** Two change rules crossed by one reading: one item naming both directions; figures are those of the first. */
const changePlan = (crossings: readonly Crossing[], { order }: OrderVersion): readonly ItemPlan[] => {
  const [first] = crossings;
  if (first === undefined) return [];
  return [
    {
      family: 'change',
      rule: 'change',
      kind: 'change',
      priority: 'urgent',
      interpretation: [...new Set(crossings.map((c) => c.interpretation))],
      limit: first.rule.amount,
      baseline: first.baseline,
      // A difference of two absurd numbers may have more digits than a decimal on the wire: then it is not shown.
      ...(DecimalText.safeParse(first.delta.value).success ? { delta: first.delta } : {}),
      ...(order.effectiveFrom === undefined ? {} : { limitFrom: order.effectiveFrom }),
    },
  ];
};

/** The item of a repetition: at the last of its readings, with the limit that one crossed. */
export const repeatedPlan = (
  finding: Extract<LimitFinding, { readonly bound: string }>,
  direction: 'H' | 'L',
  members: readonly Identifier[],
  { order }: OrderVersion,
): ItemPlan => ({
  family: 'repeated',
  rule: 'repeated',
  kind: 'abnormal',
  priority: 'urgent',
  interpretation: [direction],
  limit: { value: finding.bound, unit: order.unit },
  ...(order.effectiveFrom === undefined ? {} : { limitFrom: order.effectiveFrom }),
  readings: [...members],
  count: members.length,
});

/** The items that one order version asks for about one reading. */
export const planItems = (
  limits: LimitFinding | undefined,
  crossings: readonly Crossing[],
  version: OrderVersion,
): readonly ItemPlan[] => [
  ...(limits === undefined ? [] : limitsPlan(limits, version)),
  ...changePlan(crossings, version),
];
