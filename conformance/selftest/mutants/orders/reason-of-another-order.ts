import { shownOrders } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const reasonOfAnotherOrder: Mutant = {
  name: 'reason-of-another-order',
  defect: 'an order that was written without a reason shows that of the order that was looked at before',
  requirement: 'ORD-10',
  make: () => {
    let last: string | undefined;
    return {
      seams: shownOrders((order) => {
        last = order.reason ?? last;
        return last === undefined ? order : { ...order, reason: last };
      }),
    };
  },
};
