import { msOf } from '../../../reference-impl/clock/instant.ts';
import type { Mutant } from '../mutant.ts';

export const noBackFilling: Mutant = {
  name: 'no-back-filling',
  defect: 'readings from before the latest grant are refused, though the policy takes them from the start of the order',
  requirement: 'PRM-06',
  collaborators: {
    beforeGrant: (effectiveMs, permission) => permission !== undefined && effectiveMs < msOf(permission.at),
  },
};
