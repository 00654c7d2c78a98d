import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const replaysUndoCorrections: Mutant = {
  name: 'replays-undo-corrections',
  defect: 'the first content, sent again, takes the place of its correction',
  requirement: 'RDG-20',
  collaborators: {
    identify: (reading, filed, use) => {
      const identity = collaborators.identify(reading, filed, use);
      const isStale =
        identity.kind === 'same' &&
        !identity.alias &&
        filed.known?.isErased === false &&
        !use.sameContent(reading, identity.of);
      return isStale ? { kind: 'correction' } : identity;
    },
  },
};
