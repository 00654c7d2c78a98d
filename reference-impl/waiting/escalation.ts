import type { InboxItem } from '../../contract/domain/inbox-item.ts';
import type { Order } from '../../contract/domain/order.ts';
import type { EscalationRule } from '../../contract/domain/rule.ts';
import type { z } from 'zod';

export type EscalationStep = z.infer<typeof EscalationRule>;

/** A step of an order, by its number; undefined: it has none. */
export const stepOf = ({ rules }: Pick<Order, 'rules'>, step: number): EscalationStep | undefined =>
  rules.find((rule): rule is EscalationStep => rule.kind === 'escalation' && rule.step === step);

/**
 * Whether a critical item is copied to the next recipient when a step falls due: nobody has seen or finished it or a
 * copy of it, and none of them was withdrawn. Source: contract, Evaluation, row `escalation`.
 */
export const goesOn = (chain: readonly Pick<InboxItem, 'status'>[]): boolean =>
  chain.every(({ status }) => status === 'new');
