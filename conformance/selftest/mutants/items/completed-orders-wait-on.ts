import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Order } from '../../../../contract/domain/index.ts';
import type { Mutant } from '../../mutant.ts';

const stillOpen = (order: Order): Order => (order.status === 'completed' ? { ...order, status: 'active' } : order);

export const completedOrdersWaitOn: Mutant = {
  name: 'completed-orders-wait-on',
  defect: 'an item about missing data stays open though its order was completed',
  requirement: 'ALR-17',
  also: ['LIM-09'],
  collaborators: {
    missingAt: (history, ...more) => {
      const [first, ...later] = history.versions.map((version) => ({ ...version, order: stillOpen(version.order) }));
      return collaborators.missingAt(
        first === undefined ? history : { ...history, versions: [first, ...later] },
        ...more,
      );
    },
  },
};
