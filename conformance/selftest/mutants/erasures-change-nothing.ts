import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const erasuresChangeNothing: Mutant = {
  name: 'erasures-change-nothing',
  defect: 'an erasure is acknowledged, and the reading goes on standing',
  requirement: 'RDG-11',
  collaborators: {
    identify: (reading, filed, use) => {
      const identity = collaborators.identify(reading, filed, use);
      return identity.kind === 'erasure' && filed.known !== undefined
        ? { kind: 'same', of: filed.known.latest, alias: false }
        : identity;
    },
  },
};
