import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const everythingIsTold: Mutant = {
  name: 'everything-is-told',
  defect: 'every reading makes an item',
  requirement: 'ALR-02',
  collaborators: {
    planItems: (limits, crossings, version) =>
      collaborators.planItems(
        limits?.interpretation === 'N'
          ? { interpretation: 'H', bound: version.order.limits[0]?.high ?? '180' }
          : limits,
        crossings,
        version,
      ),
  },
};
