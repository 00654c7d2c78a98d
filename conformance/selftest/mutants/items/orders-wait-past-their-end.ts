import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Order } from '../../../../contract/domain/index.ts';
import type { Mutant } from '../../mutant.ts';

const endless = ({ period, ...order }: Order): Order => ({
  ...order,
  period: { ...period, end: '2099-01-01T00:00:00Z' },
});

export const ordersWaitPastTheirEnd: Mutant = {
  name: 'orders-wait-past-their-end',
  defect: 'an item about missing data stays open though the period of its order is over',
  requirement: 'ALR-17',
  also: ['LIM-09'],
  collaborators: {
    missingAt: (history, ...more) => {
      const [first, ...later] = history.versions.map((version) => ({ ...version, order: endless(version.order) }));
      return collaborators.missingAt(
        first === undefined ? history : { ...history, versions: [first, ...later] },
        ...more,
      );
    },
  },
};
