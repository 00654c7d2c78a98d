import type { Order } from '../../contract/domain/order.ts';
import type { ChangeUse, evaluateChange as EvaluateChange, Sample } from './evaluate-change.ts';

export interface MattersUse extends ChangeUse {
  readonly evaluateChange: typeof EvaluateChange;
}

/**
 * Whether a late reading can matter to a newer one: only where the two alone cross a rule, for
 * then it is at least as extreme as any baseline that it could replace.
 */
export const mattersTo = (
  late: Sample,
  newer: Sample,
  order: Pick<Order, 'rules' | 'unit' | 'precision'>,
  use: MattersUse,
): boolean => use.evaluateChange(newer, [late], order, use).length > 0;
