import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const onlyTheFirstOrderIsAsked: Mutant = {
  name: 'only-the-first-order-is-asked',
  defect: 'of several orders for a measure only the first is evaluated',
  requirement: 'ORD-22',
  also: ['LIM-19'],
  collaborators: {
    admit: (reading, facts, use) => collaborators.admit(reading, { ...facts, orders: facts.orders.slice(0, 1) }, use),
  },
};
