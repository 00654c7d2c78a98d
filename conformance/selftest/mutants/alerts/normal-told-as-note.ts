import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const normalToldAsNote: Mutant = {
  name: 'normal-told-as-note',
  defect: 'a normal reading makes a note in the In Basket',
  requirement: 'ALR-02',
  collaborators: {
    planItems: (limits, crossings, version) =>
      limits?.interpretation === 'N'
        ? [{ family: 'limits', rule: 'limits', kind: 'abnormal', priority: 'routine', interpretation: ['N'] }]
        : collaborators.planItems(limits, crossings, version),
  },
};
