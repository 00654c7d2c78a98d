import { accept } from '../../../contract/refusal.ts';
import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const correctionsMoveAnywhere: Mutant = {
  name: 'corrections-move-anywhere',
  defect: 'a correction may move a reading to a time at which there was no order',
  requirement: 'RDG-26',
  collaborators: {
    admit: (reading, facts, use) => {
      const admission = collaborators.admit(reading, facts, use);
      return !admission.ok && admission.refusal.code === 'no-active-order' && reading.status === 'corrected'
        ? accept({ kind: 'correction', under: [] })
        : admission;
    },
  },
};
