import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const lowNeverTold: Mutant = {
  name: 'low-never-told',
  defect: 'a value below the low limit counts as normal',
  requirement: 'LIM-01',
  collaborators: {
    beyond: (value, interval, side) =>
      !(interval.tier === 'reference' && side === 'low') && collaborators.beyond(value, interval, side),
  },
};
