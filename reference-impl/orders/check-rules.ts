import { MEASURE_OF_UNIT } from '../../contract/codes/measures.ts';
import type { Order } from '../../contract/domain/order.ts';
import type { Rule } from '../../contract/domain/rule.ts';
import { type Refusal, refuse } from '../../contract/refusal.ts';
import { compare, fractionOf } from '../limits/fraction.ts';

const AT = 'ServiceRequest.modifierExtension';
const no = (...why: Parameters<typeof refuse>): Refusal => refuse(...why).refusal;

/** What a rule must be the only one of. */
const nameOf = (rule: Rule): string => {
  if (rule.kind === 'change') return `change ${rule.direction} ${rule.window.value} ${rule.window.unit}`;
  return rule.kind === 'escalation' ? `escalation, step ${rule.step}` : rule.kind;
};

/** Steps of an escalation count from 1 without a gap. */
const lacksStep = ({ rules }: Order): number | undefined => {
  const steps = new Set(rules.flatMap((rule) => (rule.kind === 'escalation' ? [rule.step] : [])));
  return [...steps].map((_, i) => i + 1).find((step) => !steps.has(step));
};

/** Whether the rules of an order can be evaluated together. A rule is never silently left out: what is not so refuses the order. */
export const checkRules = (order: Order): Refusal | undefined => {
  const seen = new Set<string>();
  for (const rule of order.rules) {
    const name = nameOf(rule);
    if (rule.kind === 'change' && MEASURE_OF_UNIT[rule.amount.unit] !== order.measure)
      return no('limit-unit', AT, `${rule.amount.unit} is no unit of ${order.measure}`);
    if (rule.kind === 'change' && compare(fractionOf(rule.amount.value), fractionOf('0')) <= 0)
      return no('field-not-understood', AT, 'the amount of a change must be positive');
    if (rule.kind === 'alert-on' && (rule.abnormal === 'repeated') !== order.rules.some((r) => r.kind === 'repeated'))
      return no('limits-contradictory', AT, 'alert on repeated, and a repeated rule, go together');
    if (seen.has(name)) return no('limits-contradictory', AT, `two rules of the kind ${name}`);
    seen.add(name);
  }
  const lacking = lacksStep(order);
  if (lacking !== undefined) return no('limits-contradictory', AT, `the escalation has no step ${lacking}`);
  return undefined;
};
