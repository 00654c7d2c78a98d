import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const lastContentWins: Mutant = {
  name: 'last-content-wins',
  defect: 'other content under an identifier that is in use overwrites what is there',
  requirement: 'RDG-22',
  also: ['RDG-01', 'LIM-01', 'ALR-02'],
  collaborators: {
    identify: (reading, filed, use) => {
      const identity = collaborators.identify(reading, filed, use);
      return identity.kind === 'refused' && filed.known?.isErased === false ? { kind: 'correction' } : identity;
    },
  },
};
