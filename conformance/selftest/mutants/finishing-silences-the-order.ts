import { keyOf } from '../../../contract/domain/index.ts';
import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const finishingSilencesTheOrder: Mutant = {
  name: 'finishing-silences-the-order',
  defect: 'after an item was finished its order raises no more',
  requirement: 'ALR-22',
  also: ['ALR-01', 'LIM-01', 'ORD-22'],
  make: () => {
    const silenced = new Set<string>();
    return {
      collaborators: {
        actOnItem: (item, act, actor, at) => {
          if (act === 'done') silenced.add(keyOf(item.order));
          return collaborators.actOnItem(item, act, actor, at);
        },
        planItems: (limits, crossings, version) =>
          silenced.has(keyOf(version.order.identifier)) ? [] : collaborators.planItems(limits, crossings, version),
      },
    };
  },
};
