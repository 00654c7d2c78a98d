import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const correctionsChangeNothing: Mutant = {
  name: 'corrections-change-nothing',
  defect: 'a correction is acknowledged, and the first value stays',
  requirement: 'RDG-10',
  collaborators: {
    identify: (reading, filed, use) => {
      const identity = collaborators.identify(reading, filed, use);
      return identity.kind === 'correction' && filed.known !== undefined
        ? { kind: 'same', of: filed.known.latest, alias: false }
        : identity;
    },
  },
};
