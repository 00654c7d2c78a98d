import { answering } from '../../seams/fhir-wire.ts';
import type { Mutant } from '../../mutant.ts';

export const statementOfAnotherRelease: Mutant = {
  name: 'statement-of-another-release',
  defect: 'the capability statement names another release of FHIR',
  requirement: 'FHR-01',
  also: ['FHR-03'],
  seams: answering((answer) => ({
    ...answer,
    body: answer.body.replace('"fhirVersion":"4.0.1"', '"fhirVersion":"5.0.0"'),
  })),
};
