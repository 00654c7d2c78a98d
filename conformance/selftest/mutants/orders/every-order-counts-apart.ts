import { twice } from '../../seams/twice.ts';
import type { Mutant } from '../../mutant.ts';

export const everyOrderCountsApart: Mutant = {
  name: 'every-order-counts-apart',
  defect: 'a repeated order makes two items of each reading',
  requirement: 'ORD-06',
  make: () => {
    const repeated = new Set<string>();
    const seen = new Set<string>();
    return {
      seams: {
        pipeline: (p) => ({
          ...p,
          orders: {
            ...p.orders,
            submit: (caller, order) => {
              const key = order.identifier.value;
              if (seen.has(key)) repeated.add(key);
              seen.add(key);
              return p.orders.submit(caller, order);
            },
          },
          inbox: twice(p.inbox, ({ body }) => repeated.has(body.order.value)),
        }),
      },
    };
  },
};
