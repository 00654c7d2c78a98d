import type { Interval } from '../../../../contract/domain/limit.ts';
import type { Order } from '../../../../contract/domain/order.ts';
import type { UnitCode } from '../../../../contract/domain/quantity.ts';
import type { Rule } from '../../../../contract/domain/rule.ts';
import { msOf } from '../../../clock/instant.ts';
import { html, type Html } from '../html.ts';
import { instant } from './instant.ts';
import type { Names } from './names.ts';
import { quantityText, unitText } from './quantity-text.ts';
import { CONTEXT_WORDS, durationText } from './words.ts';

const TIER_WORDS: Readonly<Record<Interval['tier'], string>> = {
  reference: 'Abnormal',
  critical: 'Critical',
  absolute: 'Implausible',
};

/** `Critical: below 54 or above 300 mg/dL, after a meal` */
export const intervalText = ({ tier, low, high, inclusive, context }: Interval, unit: UnitCode): string => {
  const also = (side: 'low' | 'high'): string => (inclusive === side || inclusive === 'both' ? ' or equal to' : '');
  const bounds = [
    low === undefined ? [] : [`below${also('low')} ${low}`],
    high === undefined ? [] : [`above${also('high')} ${high}`],
  ].flat();
  const when = context === undefined ? '' : `, ${CONTEXT_WORDS[context]}`;
  return `${TIER_WORDS[tier]}: ${bounds.join(', or ')} ${unitText(unit)}${when}`;
};

/** What a rule does, in words. */
export const ruleText = (rule: Rule, names: Names): string => {
  switch (rule.kind) {
    case 'change':
      return `A ${rule.direction} of ${rule.boundary === 'inclusive' ? `${quantityText(rule.amount)} or more` : `more than ${quantityText(rule.amount)}`} in ${durationText(rule.window)}`;
    case 'repeated':
      return `${rule.count} abnormal readings in ${durationText(rule.window)} make one item`;
    case 'missing':
      return `Nothing for ${durationText(rule.period)}`;
    case 'digest':
      return `Further abnormal readings within ${durationText(rule.window)} join the open item`;
    case 'escalation':
      return `${rule.step === 1 ? 'Critical and not seen for' : `Step ${rule.step}, the copy before not seen for`} ${durationText(rule.after)}: a copy to ${names(rule.recipient)}`;
    case 'summary':
      return `A summary every ${durationText(rule.period)}${rule.recipient === undefined ? '' : `, to ${names(rule.recipient)}`}`;
    case 'alert-on':
      return `Abnormal readings alert: ${rule.abnormal}`;
  }
};

/** What the limits of an order's latest version are, at an instant: it may be one that does not hold yet. */
export const limitsTitle = ({ effectiveFrom }: Order, nowMs: number): Html =>
  effectiveFrom !== undefined && msOf(effectiveFrom) > nowMs
    ? html`Limits of the order from ${instant(effectiveFrom)} on, not yet in force`
    : html`Limits of the order as it is now`;

/** The limits and rules of an order, one a line. */
export const limitList = ({ limits, rules, unit }: Order, names: Names): Html =>
  html`<ul class="limits">
    ${limits.map((interval) => html`<li>${intervalText(interval, unit)}</li>`)}${rules.map(
      (rule) => html`<li>${ruleText(rule, names)}</li>`,
    )}
  </ul>`;
