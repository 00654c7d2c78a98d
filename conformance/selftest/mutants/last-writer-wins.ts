import type { Mutant } from '../mutant.ts';

export const lastWriterWins: Mutant = {
  name: 'last-writer-wins',
  defect: 'an order is changed on a version that somebody else has replaced since',
  requirement: 'FHR-05',
  seams: {
    pipeline: (real) => ({
      ...real,
      orders: { ...real.orders, change: (caller, order) => real.orders.change(caller, order) },
    }),
  },
};
