import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const doneCanBeUndone: Mutant = {
  name: 'done-can-be-undone',
  defect: 'an item that was finished goes back to seen when it is opened again',
  requirement: 'ALR-07',
  collaborators: {
    actOnItem: (item, act, actor, at) =>
      item.status === 'done' && act === 'seen'
        ? {
            item: { ...item, status: 'seen', history: [...item.history, { status: 'seen', at, actor }] },
            changed: true,
          }
        : collaborators.actOnItem(item, act, actor, at),
  },
};
