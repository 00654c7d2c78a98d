import { type Identifier, keyOf } from '../../../../../contract/domain/identifier.ts';
import type { Interval } from '../../../../../contract/domain/limit.ts';
import type { Order } from '../../../../../contract/domain/order.ts';
import type { ChangeRule, Rule } from '../../../../../contract/domain/rule.ts';
import { CHANGES, type Entered, INTERVALS } from './fields.ts';

/**
 * A part of an order that the form has no fields for: another context or step, a length of time in another unit. A change
 * states the whole order, so it is shown, and goes into the next version unless somebody takes it out.
 */
export type KeptPart =
  | { readonly kind: 'interval'; readonly interval: Interval }
  | { readonly kind: 'rule'; readonly rule: Rule };

/** An order as the form shows it. */
export interface AsFields {
  readonly entered: Entered;
  readonly kept: readonly KeptPart[];
}

/** Name of the box that keeps part `i`. */
export const keepField = (i: number): string => `keep-${i}`;

type Fields = Map<string, string>;
type ReferenceOf = (key: Identifier) => string | undefined;

/** Puts a rule into the fields; false: they cannot say it. */
type Put<R extends Rule = Rule> = (rule: R, fields: Fields) => boolean;

const putAll = (fields: Fields, entries: Readonly<Record<string, string | number>>): boolean => {
  if (Object.keys(entries).some((name) => (fields.get(name) ?? '') !== '')) return false;
  for (const [name, value] of Object.entries(entries)) fields.set(name, String(value));
  return true;
};

const putChange =
  (unit: Order['unit']): Put<ChangeRule> =>
  ({ direction, amount, window, boundary }, fields) => {
    const name = CHANGES.find((one) => !fields.has(`${one}-amount`));
    if (name === undefined || boundary !== 'strict' || amount.unit !== unit || window.unit !== 'd') return false;
    return putAll(fields, {
      [`${name}-direction`]: direction,
      [`${name}-amount`]: amount.value,
      [`${name}-days`]: window.value,
    });
  };

const putRule = (rule: Rule, fields: Fields, { unit }: Order, referenceOf: ReferenceOf): boolean => {
  switch (rule.kind) {
    case 'change':
      return putChange(unit)(rule, fields);
    case 'repeated':
      return (
        rule.window.unit === 'h' &&
        putAll(fields, { 'repeated-count': rule.count, 'repeated-hours': rule.window.value })
      );
    case 'missing':
      return rule.period.unit === 'h' && putAll(fields, { 'missing-hours': rule.period.value });
    case 'digest':
      return rule.window.unit === 'h' && putAll(fields, { 'digest-hours': rule.window.value });
    case 'escalation': {
      const to = referenceOf(rule.recipient);
      const isOne = rule.step === 1 && rule.after.unit === 'min' && to !== undefined;
      return isOne && putAll(fields, { 'escalation-minutes': rule.after.value, 'escalation-to': to });
    }
    case 'summary':
      return (
        rule.period.unit === 'd' &&
        rule.recipient === undefined &&
        putAll(fields, { 'summary-days': rule.period.value })
      );
    case 'alert-on':
      return false;
  }
};

const putInterval = (interval: Interval, fields: Fields, { measure }: Order): boolean => {
  const { tier, context, low = '', high = '', inclusive = '' } = interval;
  const place = INTERVALS[measure].find((one) => one.tier === tier && one.context === context);
  if (place === undefined) return false;
  fields.set(`${place.name}-low`, low);
  fields.set(`${place.name}-high`, high);
  fields.set(`${place.name}-inclusive`, inclusive);
  return true;
};

/**
 * The fields of an order, and what they cannot say. `referenceOf`: the choice of the form for a clinician or pool. How long
 * it still goes on, and from when a change holds, is left empty: as it is, and at once.
 */
export const asFields = (order: Order, referenceOf: ReferenceOf): AsFields => {
  const fields: Fields = new Map([
    ['unit', order.unit],
    ['reason', order.reason ?? ''],
    ['responsible', referenceOf(order.responsible) ?? ''],
  ]);
  const kept = [
    ...order.limits
      .filter((interval) => !putInterval(interval, fields, order))
      .map((interval): KeptPart => ({ kind: 'interval', interval })),
    ...order.rules
      .filter((rule) => !putRule(rule, fields, order, referenceOf))
      .map((rule): KeptPart => ({ kind: 'rule', rule })),
  ];
  for (const i of kept.keys()) fields.set(keepField(i), 'yes');
  return { entered: (field) => fields.get(field) ?? '', kept };
};

/** Everybody whom the order names, once each. */
export const namedIn = ({ responsible, rules }: Order): readonly Identifier[] => [
  ...new Map(
    [responsible, ...rules.flatMap((rule) => ('recipient' in rule ? (rule.recipient ?? []) : []))].map((key) => [
      keyOf(key),
      key,
    ]),
  ).values(),
];
