import type { Order } from '../../contract/domain/order.ts';
import { keyOf } from '../../contract/domain/identifier.ts';
import { msOf } from '../clock/instant.ts';
import { decimalText, fractionOf } from '../limits/fraction.ts';

const number = (decimal: string | undefined): string | null =>
  decimal === undefined ? null : decimalText(fractionOf(decimal));

const sorted = (parts: readonly unknown[]): readonly string[] => parts.map((part) => JSON.stringify(part)).sort();

const ruleContent = (rule: Order['rules'][number]): unknown =>
  rule.kind === 'change'
    ? [
        rule.kind,
        rule.direction,
        number(rule.amount.value),
        rule.amount.unit,
        rule.window.value,
        rule.window.unit,
        rule.boundary,
      ]
    : rule;

const content = (order: Order): string =>
  JSON.stringify([
    keyOf(order.identifier),
    keyOf(order.patient),
    order.measure,
    order.status,
    keyOf(order.requester),
    keyOf(order.responsible),
    msOf(order.authoredOn),
    msOf(order.period.start),
    msOf(order.period.end),
    order.unit,
    order.precision ?? null,
    sorted(order.limits.map((i) => [i.tier, number(i.low), number(i.high), i.inclusive ?? null, i.context ?? null])),
    sorted(order.rules.map(ruleContent)),
    order.reason ?? null,
    order.group === undefined ? null : keyOf(order.group),
  ]);

/**
 * Whether two orders say the same, whatever the order of their limits, the zeros of their numbers
 * and the offsets of their times. `effectiveFrom` is left to the caller: a server fills it in.
 */
export const sameOrder = (a: Order, b: Order): boolean => content(a) === content(b);
