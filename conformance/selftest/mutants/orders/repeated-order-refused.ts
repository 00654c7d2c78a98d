import type { Mutant } from '../../mutant.ts';

export const repeatedOrderRefused: Mutant = {
  name: 'repeated-order-refused',
  defect: 'an order that is sent again is refused as another one of the same number',
  requirement: 'ORD-06',
  collaborators: { sameOrder: () => false },
};
