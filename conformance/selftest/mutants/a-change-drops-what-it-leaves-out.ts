import type { Mutant } from '../mutant.ts';

export const aChangeDropsWhatItLeavesOut: Mutant = {
  name: 'a-change-drops-what-it-leaves-out',
  defect: 'a message that changes one limit of an order drops in silence the limits and rules that it does not name',
  requirement: 'ORD-23',
  seams: {
    pipeline: (real) => ({
      ...real,
      orders: {
        ...real.orders,
        find: (identifier) => {
          const stored = real.orders.find(identifier);
          return stored === undefined ? undefined : { ...stored, body: { ...stored.body, limits: [], rules: [] } };
        },
      },
    }),
  },
};
