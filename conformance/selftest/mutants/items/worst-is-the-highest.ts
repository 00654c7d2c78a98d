import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const worstIsTheHighest: Mutant = {
  name: 'worst-is-the-highest',
  defect: 'an item that gathers low readings shows the highest of them as the worst',
  requirement: 'ALR-10',
  collaborators: { figuresOf: (members, _side, ...more) => collaborators.figuresOf(members, 'H', ...more) },
};
