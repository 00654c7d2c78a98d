import { refuse } from '../../../contract/refusal.ts';
import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const preliminaryStays: Mutant = {
  name: 'preliminary-stays',
  defect: 'a preliminary reading can never become final',
  requirement: 'RDG-25',
  collaborators: {
    identify: (reading, filed, use) => {
      const identity = collaborators.identify(reading, filed, use);
      return identity.kind === 'correction' && reading.status === 'final'
        ? { kind: 'refused', ...refuse('identifier-conflict') }
        : identity;
    },
  },
};
