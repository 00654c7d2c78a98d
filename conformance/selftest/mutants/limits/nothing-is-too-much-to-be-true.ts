import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const nothingIsTooMuchToBeTrue: Mutant = {
  name: 'nothing-is-too-much-to-be-true',
  defect: 'of the absolute range the low bound alone is looked at',
  requirement: 'LIM-11',
  collaborators: {
    implausible: (reading, order, use) =>
      collaborators.implausible(
        reading,
        {
          ...order,
          limits: order.limits.map(({ high, ...rest }) =>
            rest.tier === 'absolute' || high === undefined ? rest : { ...rest, high },
          ),
        },
        use,
      ),
  },
};
