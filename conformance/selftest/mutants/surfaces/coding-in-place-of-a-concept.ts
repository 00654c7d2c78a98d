import { answering } from '../../seams/fhir-wire.ts';
import type { Mutant } from '../../mutant.ts';

export const codingInPlaceOfAConcept: Mutant = {
  name: 'coding-in-place-of-a-concept',
  defect: 'the method of a reading is a coding, where R4 has a concept that holds codings',
  requirement: 'FHR-03',
  seams: answering((answer) => ({
    ...answer,
    body: answer.body.replaceAll(
      '"resourceType":"Observation",',
      '"resourceType":"Observation","method":{"system":"http://snomed.info/sct","code":"359772000"},',
    ),
  })),
};
