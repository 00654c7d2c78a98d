import type { Interval } from '../../../../contract/domain/limit.ts';
import type { Order } from '../../../../contract/domain/order.ts';
import type { UnitCode } from '../../../../contract/domain/quantity.ts';
import type { Rule } from '../../../../contract/domain/rule.ts';
import { msOf } from '../../../clock/instant.ts';
import { html, type Html } from '../html.ts';
import { instant } from './instant.ts';
import type { Names } from './names.ts';
import { quantityText, unitText } from './quantity-text.ts';
import { CONTEXT_WORDS, durationText, ORDER_STATUS_WORDS } from './words.ts';

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

/** Whether an order's latest version is one that does not hold yet, at an instant. */
export const isAhead = ({ effectiveFrom }: Order, nowMs: number): boolean =>
  effectiveFrom !== undefined && msOf(effectiveFrom) > nowMs;

/** Whether what an order's latest version says is in force at an instant: nobody has paused or ended it, and it is its time. */
export const isInForce = (order: Order, nowMs: number): boolean => {
  const { status, period } = order;
  const isItsTime = msOf(period.start) <= nowMs && nowMs < msOf(period.end);
  return status === 'active' && isItsTime && !isAhead(order, nowMs);
};

/** How an order stands: one that nobody has ended is over with its time all the same, and not in force before it. */
export const standingText = ({ status, period }: Order, nowMs: number): string => {
  const isOpen = status === 'active' || status === 'on-hold';
  if (isOpen && nowMs >= msOf(period.end)) return 'over, its time has passed';
  return status === 'active' && nowMs < msOf(period.start) ? 'not yet in force' : ORDER_STATUS_WORDS[status];
};

/** What the limits of an order's latest version are, at an instant: it may be one that does not hold yet. */
export const limitsTitle = (order: Order, nowMs: number): Html =>
  isAhead(order, nowMs)
    ? html`Limits of the order from ${instant(order.effectiveFrom ?? order.period.start)} on, not yet in force`
    : html`Limits of the order as it is now`;

/** The limits and rules of an order, one a line. */
export const limitList = ({ limits, rules, unit }: Order, names: Names): Html =>
  html`<ul class="limits">
    ${limits.map((interval) => html`<li>${intervalText(interval, unit)}</li>`)}${rules.map(
      (rule) => html`<li>${ruleText(rule, names)}</li>`,
    )}
  </ul>`;
