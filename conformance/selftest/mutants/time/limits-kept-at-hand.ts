import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const limitsKeptAtHand: Mutant = {
  name: 'limits-kept-at-hand',
  defect: "a patient's limits are kept at hand for a while, and a change is not noticed until then",
  requirement: 'ORD-08',
  shows: 'in-time',
  make: () => {
    const first = new Map<string, ReturnType<typeof collaborators.versionInForce>>();
    return {
      collaborators: {
        versionInForce: (versions, atMs) => {
          const key = versions[0]?.order.identifier.value ?? '';
          if (!first.has(key)) first.set(key, collaborators.versionInForce(versions, atMs));
          return first.get(key);
        },
      },
    };
  },
};
