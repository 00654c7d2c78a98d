import { shownOrders } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const requesterShownAsResponsible: Mutant = {
  name: 'requester-shown-as-responsible',
  defect: 'an order shows whoever wrote it as the one who is responsible',
  requirement: 'ORD-10',
  seams: shownOrders((order) => ({ ...order, responsible: order.requester })),
};
