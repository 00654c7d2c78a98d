import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const digestWindowTwiceAsLong: Mutant = {
  name: 'digest-window-twice-as-long',
  defect: 'an item gathers readings of twice its window',
  requirement: 'ALR-10',
  also: ['LIM-01', 'ALR-01'],
  collaborators: {
    planItems: (limits, crossings, version) =>
      collaborators
        .planItems(limits, crossings, version)
        .map((plan) => (plan.joinsWithinMs === undefined ? plan : { ...plan, joinsWithinMs: 2 * plan.joinsWithinMs })),
  },
};
