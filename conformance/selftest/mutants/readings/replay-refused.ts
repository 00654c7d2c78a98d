import { refuse } from '../../../../contract/refusal.ts';
import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const replayRefused: Mutant = {
  name: 'replay-refused',
  defect: 'a reading that is sent again is refused as another one of the same number',
  requirement: 'RDG-02',
  collaborators: {
    identify: (reading, filed, use) => {
      const identity = collaborators.identify(reading, filed, use);
      return identity.kind === 'same'
        ? { kind: 'refused', ...refuse('identifier-conflict', 'Observation.identifier') }
        : identity;
    },
  },
};
