import type { Interval, Order, Quantity, ReadingResult, Rule, UnitCode } from '../../../contract/domain/index.ts';
import type { OpLine } from '../../history/lines.ts';
import { rangeText } from '../rules/range-text.ts';

/** A unit as people write it. */
const unitText = (unit: UnitCode): string => (unit === '[lb_av]' ? 'lb' : unit);

const quantityText = ({ value, unit }: Quantity): string => `${value} ${unitText(unit)}`;

export const resultText = (result: ReadingResult): string => {
  if (result.kind === 'value') return quantityText(result.quantity);
  if (result.kind === 'absent') return `no value (${result.reason})`;
  return result.direction === 'high' ? 'HI, beyond the meter’s scale' : 'LO, beyond the meter’s scale';
};

/** `accepted (201)`, `refused (422 no-permission)`, `never answered`. */
export const outcomeText = ({ outcome, answer }: OpLine): string => {
  const code = [answer.code, answer.refusal].filter((s) => s !== undefined).join(' ');
  const said = outcome === 'ok' ? 'accepted' : outcome === 'refused' ? 'refused' : 'never answered';
  return code === '' ? said : `${said} (${code})`;
};

const INCLUDED = {
  low: 'the low bound itself alerts',
  high: 'the high bound itself alerts',
  both: 'the bounds themselves alert',
} as const;

const intervalText = ({ tier, context, low, high, inclusive }: Interval): string =>
  `${tier}${context === undefined ? '' : ` ${context}`} ${rangeText(low, high)}` +
  (inclusive === undefined ? '' : ` (${INCLUDED[inclusive]})`);

const ruleText = (rule: Rule): string => {
  switch (rule.kind) {
    case 'change': {
      const more = rule.boundary === 'inclusive' ? 'at least' : 'more than';
      return `${rule.direction} of ${more} ${quantityText(rule.amount)} within ${rule.window.value} ${rule.window.unit}`;
    }
    case 'repeated':
      return `${rule.count} repeated within ${rule.window.value} ${rule.window.unit}`;
    case 'missing':
      return `missing after ${rule.period.value} ${rule.period.unit}`;
    case 'digest':
      return `digest within ${rule.window.value} ${rule.window.unit}`;
    case 'escalation':
      return `step ${rule.step} to ${rule.recipient.value} after ${rule.after.value} ${rule.after.unit}`;
    case 'summary':
      return `summary every ${rule.period.value} ${rule.period.unit}`;
    case 'alert-on':
      return `alert on ${rule.abnormal}`;
  }
};

/** Everything that an order asks for, in one phrase: `reference 70 to 180, critical up to 300 mg/dL; missing after 24 h`. */
export const askedText = (order: Order): string => {
  const limits = order.limits.map(intervalText).join(', ');
  return [...(limits === '' ? [] : [`${limits} ${unitText(order.unit)}`]), ...order.rules.map(ruleText)].join('; ');
};
