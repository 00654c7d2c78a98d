import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const knownReadingsToldToAnySender: Mutant = {
  name: 'known-readings-told-to-any-sender',
  defect: 'a reading that is filed already is acknowledged to whoever sends it, also to the gateway of somebody else',
  requirement: 'PRM-05',
  collaborators: {
    admit: (reading, facts, use) =>
      collaborators.admit(reading, facts.filed.known === undefined ? facts : { ...facts, mayReach: true }, use),
  },
};
