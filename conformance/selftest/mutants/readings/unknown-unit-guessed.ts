import { receiving } from '../../seams/fhir-wire.ts';
import { hearing } from '../../seams/hl7-wire.ts';
import type { Mutant } from '../../mutant.ts';

export const unknownUnitGuessed: Mutant = {
  name: 'unknown-unit-guessed',
  defect: 'a unit that nobody knows is taken for mg/dL',
  requirement: 'RDG-06',
  seams: {
    ...hearing((message) => message.replaceAll('mgdl', 'mg/dL')),
    ...receiving((body) => body.replaceAll('mgdl', 'mg/dL')),
  },
};
