import type { Order } from '../../contract/domain/order.ts';
import type { Sample } from './evaluate-change.ts';
import type { inWindow as InWindow } from './window.ts';

export interface MattersUse {
  readonly inWindow: typeof InWindow;
}

/**
 * Whether a reading can matter to a newer one: where a window of a rule on change, seen from the newer one, holds it. Whether
 * the two alone cross says too little: differences are rounded where units differ, so one that is less extreme may cross
 * where the extreme one does not, and one that goes may leave another that crosses.
 */
export const mattersTo = (
  late: Pick<Sample, 'effectiveMs' | 'localDay'>,
  newer: Pick<Sample, 'effectiveMs' | 'localDay'>,
  order: Pick<Order, 'rules'>,
  use: MattersUse,
): boolean => order.rules.some((rule) => rule.kind === 'change' && use.inWindow(late, newer, rule.window));
