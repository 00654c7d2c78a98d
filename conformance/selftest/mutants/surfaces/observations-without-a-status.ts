import { answering } from '../../seams/fhir-wire.ts';
import type { Mutant } from '../../mutant.ts';

export const observationsWithoutAStatus: Mutant = {
  name: 'observations-without-a-status',
  defect: 'a reading that was filed is answered without its status',
  requirement: 'FHR-03',
  seams: answering((answer, request) =>
    request.method === 'POST' && request.url?.endsWith('/Observation') === true
      ? { ...answer, body: answer.body.replace('"status":"final",', '') }
      : answer,
  ),
};
