import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const doneStaysSeen: Mutant = {
  name: 'done-stays-seen',
  defect: 'an item that was finished stays one that was only seen',
  requirement: 'ALR-07',
  collaborators: {
    actOnItem: (item, act, actor, at) => collaborators.actOnItem(item, act === 'done' ? 'seen' : act, actor, at),
  },
};
