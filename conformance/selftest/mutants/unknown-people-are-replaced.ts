import type { Mutant } from '../mutant.ts';

export const unknownPeopleAreReplaced: Mutant = {
  name: 'unknown-people-are-replaced',
  defect: 'where nobody knows the responsible person, whoever wrote the order gets the items instead',
  requirement: 'ORD-19',
  seams: {
    pipeline: (pipeline) => ({
      ...pipeline,
      orders: {
        ...pipeline.orders,
        submit: async (caller, order) => {
          const done = await pipeline.orders.submit(caller, order);
          return !done.ok && done.refusal.code === 'recipient-unknown'
            ? pipeline.orders.submit(caller, { ...order, responsible: order.requester })
            : done;
        },
      },
    }),
  },
};
