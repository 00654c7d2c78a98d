import { keyOf } from '../../../contract/domain/index.ts';
import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const identifiersKnowNoPatient: Mutant = {
  name: 'identifiers-know-no-patient',
  defect: 'what comes under the identifier of another patient’s reading is answered with that reading',
  requirement: 'RDG-28',
  collaborators: {
    identify: (reading, filed, use) =>
      filed.known !== undefined && keyOf(filed.known.latest.patient) !== keyOf(reading.patient)
        ? { kind: 'same', of: filed.known.latest, alias: false }
        : collaborators.identify(reading, filed, use),
  },
};
