import { shownOrders } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const orderWithoutItsReason: Mutant = {
  name: 'order-without-its-reason',
  defect: 'an order does not show why it was written',
  requirement: 'ORD-10',
  seams: shownOrders(({ reason: _unsaid, ...order }) => order),
};
