import { MEASURE_OF_UNIT } from '../../contract/codes/measures.ts';
import type { Order } from '../../contract/domain/order.ts';
import type { Rule } from '../../contract/domain/rule.ts';
import { type Refusal, refuse } from '../../contract/refusal.ts';
import { compare, fractionOf } from '../limits/fraction.ts';

const AT = 'ServiceRequest.modifierExtension';
const no = (...why: Parameters<typeof refuse>): Refusal => refuse(...why).refusal;

const BUILT: ReadonlySet<Rule['kind']> = new Set(['change', 'repeated', 'digest', 'alert-on']);
const isBuilt = (rule: Rule): boolean => BUILT.has(rule.kind);

/**
 * Whether every rule of an order is one that is evaluated here. What is not must refuse the order: a
 * rule is never silently left out. Built: limits of all tiers and contexts, `change`, `repeated`, `digest` and `alert-on`.
 */
export const checkRules = (order: Order): Refusal | undefined => {
  const seen = new Set<string>();
  for (const rule of order.rules) {
    const name =
      rule.kind === 'change' ? `change ${rule.direction} ${rule.window.value} ${rule.window.unit}` : rule.kind;
    if (rule.kind === 'change' && MEASURE_OF_UNIT[rule.amount.unit] !== order.measure)
      return no('limit-unit', AT, `${rule.amount.unit} is no unit of ${order.measure}`);
    if (rule.kind === 'change' && compare(fractionOf(rule.amount.value), fractionOf('0')) <= 0)
      return no('field-not-understood', AT, 'the amount of a change must be positive');
    if (rule.kind === 'alert-on' && (rule.abnormal === 'repeated') !== order.rules.some((r) => r.kind === 'repeated'))
      return no('limits-contradictory', AT, 'alert on repeated, and a repeated rule, go together');
    if (rule.kind !== 'escalation' && seen.has(name))
      return no('limits-contradictory', AT, `two rules of the kind ${name}`);
    seen.add(name);
  }
  const other = order.rules.find((rule) => !isBuilt(rule));
  if (other !== undefined) return no('rule-not-supported', AT, other.kind);
  return undefined;
};
