import { personShown } from './cast.ts';
import type { Duration, Order, Quantity, Reading, Rule } from '../domain/index.ts';

/** Readings, limits and rules in the short words of a case. */

export const resultText = ({ result }: Pick<Reading, 'result'>): string => {
  if (result.kind === 'value') return `${result.quantity.value} ${result.quantity.unit}`;
  if (result.kind === 'absent') return 'failed';
  return result.direction === 'high' ? 'HI' : 'LO';
};

/** `03-05 09:00`; seconds only where there are any. */
export const clockText = (at: string): string => `${at.slice(5, 10)} ${at.slice(11, 19).replace(/:00$/, '')}`;

const TIER = { reference: 'abnormal', critical: 'critical', absolute: 'implausible' } as const;

const boundText = ({ low, high, inclusive, context }: Order['limits'][number]): string =>
  [
    ...(low === undefined ? [] : [`${inclusive === 'low' || inclusive === 'both' ? '≤' : '<'} ${low}`]),
    ...(high === undefined ? [] : [`${inclusive === 'high' || inclusive === 'both' ? '≥' : '>'} ${high}`]),
  ]
    .join(' or ')
    .concat(context === undefined ? '' : ` ${context}`);

const inWords = ({ value, unit }: Duration | Quantity): string => `${value} ${unit}`;

const ruleText = (rule: Rule): string => {
  switch (rule.kind) {
    case 'change': {
      const sign = rule.boundary === 'inclusive' ? '≥' : '>';
      return `${rule.direction} ${sign} ${inWords(rule.amount)} in ${inWords(rule.window)}`;
    }
    case 'repeated':
      return `${rule.count} abnormal in ${inWords(rule.window)}`;
    case 'missing':
      return `missing after ${inWords(rule.period)}`;
    case 'digest':
      return `digest over ${inWords(rule.window)}`;
    case 'escalation':
      return `escalation ${rule.step} after ${inWords(rule.after)} to ${personShown(rule.recipient)}`;
    case 'summary':
      return `summary every ${inWords(rule.period)}${rule.recipient === undefined ? '' : ` to ${personShown(rule.recipient)}`}`;
    case 'alert-on':
      return `alert on ${rule.abnormal}`;
  }
};

/** `abnormal < 70 or > 180 mg/dL, critical > 300 mg/dL; gain > 2 kg in 3 d` */
export const alertsOn = (order: Order): string =>
  [order.limits.map((l) => `${TIER[l.tier]} ${boundText(l)} ${order.unit}`).join(', '), ...order.rules.map(ruleText)]
    .filter((part) => part !== '')
    .join('; ');
