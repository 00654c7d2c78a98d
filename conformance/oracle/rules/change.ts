import type {
  ChangeRule as ChangeRuleSchema,
  Interpretation,
  Quantity,
  Reading,
} from '../../../contract/domain/index.ts';
import type { z } from 'zod';
import { compare, minus, rational, roundHalfUp, show, type Rational } from '../arithmetic/rational.ts';
import { convert, precisionOf, sameMeasure } from '../arithmetic/units.ts';
import type { OrderVersion } from '../course/version.ts';
import { inChangeWindow } from '../time/window.ts';
import { effectiveTime } from '../record/kept-reading.ts';

export type ChangeRule = z.infer<typeof ChangeRuleSchema>;
type Rule = ChangeRule;

/** One change rule crossed by one pair of readings. */
export interface Crossing {
  readonly rule: Rule;
  /** The size of the change, positive in the rule's direction, in the unit of the amount. */
  readonly size: Rational;
  /** The same before any rounding: what decides which reading of a window is the lowest or highest. */
  readonly exact: Rational;
  readonly interpretation: Extract<Interpretation, 'U' | 'D'>;
  readonly why: string;
}

export const valueOf = (reading: Reading): Quantity | undefined =>
  reading.result.kind === 'value' ? reading.result.quantity : undefined;

const rulesOf = new WeakMap<OrderVersion, readonly Rule[]>();

/** One list for all readings of a version. */
export const changeRules = (version: OrderVersion): readonly Rule[] => {
  let rules = rulesOf.get(version);
  if (rules === undefined) rulesOf.set(version, (rules = version.order.rules.filter((rule) => rule.kind === 'change')));
  return rules;
};

export const directionOf = ({ direction }: ChangeRule): Extract<Interpretation, 'U' | 'D'> =>
  direction === 'gain' ? 'U' : 'D';

/**
 * The size of the change in the amount's unit, positive in the rule's direction. When both values and
 * the amount share a unit it is exact; else converted exactly, subtracted and rounded once.
 * Source: contract, Evaluation.
 */
export const changeOf = (rule: Rule, from: Quantity, to: Quantity, version: OrderVersion): Rational => {
  const { unit } = rule.amount;
  const exact = exactChange(rule, from, to);
  return from.unit === unit && to.unit === unit ? exact : roundHalfUp(exact, precisionOf(version.order, unit));
};

/** The same before any rounding. */
export const exactChange = ({ amount, direction }: Rule, from: Quantity, to: Quantity): Rational => {
  const inUnit = (q: Quantity): Rational => convert(rational(q.value), q.unit, amount.unit);
  return direction === 'gain' ? minus(inUnit(to), inUnit(from)) : minus(inUnit(from), inUnit(to));
};

const exceeds = (change: Rational, rule: Rule): boolean => {
  const side = compare(change, rational(rule.amount.value));
  return side > 0 || (side === 0 && rule.boundary === 'inclusive');
};

/** Whether the pair of readings crosses the rule, were the earlier one in the window. */
export const crossesAmount = (rule: Rule, earlier: Reading, reading: Reading, version: OrderVersion): boolean => {
  const from = valueOf(earlier);
  const to = valueOf(reading);
  if (from === undefined || to === undefined) return false;
  if (!sameMeasure(from.unit, rule.amount.unit) || !sameMeasure(to.unit, rule.amount.unit)) return false;
  return exceeds(changeOf(rule, from, to, version), rule);
};

const withinWindow = (rule: Rule, earlier: Reading, reading: Reading): boolean =>
  inChangeWindow(effectiveTime(earlier), effectiveTime(reading), rule.window);

const arithmetic = (rule: Rule, earlier: Reading, from: Quantity, to: Quantity, size: Rational, is: string): string =>
  `${rule.direction} from ${from.value} ${from.unit} at ${earlier.effective} to ${to.value} ${to.unit}: ` +
  `${show(size)} ${is} ${rule.amount.value} ${rule.amount.unit} within ${rule.window.value} ${rule.window.unit}`;

/** What one earlier reading makes the rule say about a reading; undefined: nothing. */
export const crossing = (
  rule: Rule,
  earlier: Reading,
  reading: Reading,
  version: OrderVersion,
): Crossing | undefined => {
  const from = valueOf(earlier);
  const to = valueOf(reading);
  if (from === undefined || to === undefined || !withinWindow(rule, earlier, reading)) return undefined;
  if (!crossesAmount(rule, earlier, reading, version)) return undefined;
  const size = changeOf(rule, from, to, version);
  return {
    rule,
    interpretation: directionOf(rule),
    size,
    exact: exactChange(rule, from, to),
    why: arithmetic(rule, earlier, from, to, size, rule.boundary === 'inclusive' ? '>=' : '>'),
  };
};

/** Of the earlier readings in a rule's window, none of which crosses it, the one that comes nearest, in words. */
export const nearestMiss = (
  rule: Rule,
  window: readonly Reading[],
  reading: Reading,
  version: OrderVersion,
): string => {
  const to = valueOf(reading);
  let best: { readonly exact: Rational; readonly earlier: Reading; readonly from: Quantity } | undefined;
  for (const earlier of window) {
    const from = valueOf(earlier);
    if (from === undefined || to === undefined || !withinWindow(rule, earlier, reading)) continue;
    const exact = exactChange(rule, from, to);
    if (best === undefined || compare(exact, best.exact) > 0) best = { exact, earlier, from };
  }
  if (best === undefined || to === undefined)
    return `no earlier reading within ${rule.window.value} ${rule.window.unit} to measure a ${rule.direction} from`;
  const size = changeOf(rule, best.from, to, version);
  return arithmetic(rule, best.earlier, best.from, to, size, rule.boundary === 'inclusive' ? 'not >=' : 'not >');
};
