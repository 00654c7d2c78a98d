import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const withdrawnCanBeActedOn: Mutant = {
  name: 'withdrawn-can-be-acted-on',
  defect: 'an item that was withdrawn becomes one that is done when somebody finishes it all the same',
  requirement: 'ALR-07',
  collaborators: {
    actOnItem: (item, act, actor, at) =>
      item.status === 'withdrawn'
        ? { item: { ...item, status: act, history: [...item.history, { status: act, at, actor }] }, changed: true }
        : collaborators.actOnItem(item, act, actor, at),
  },
};
