import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const highNeverTold: Mutant = {
  name: 'high-never-told',
  defect: 'a value above the high limit counts as normal',
  requirement: 'LIM-01',
  collaborators: {
    beyond: (value, interval, side) =>
      !(interval.tier === 'reference' && side === 'high') && collaborators.beyond(value, interval, side),
  },
};
