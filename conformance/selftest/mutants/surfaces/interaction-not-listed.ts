import { answering } from '../../seams/fhir-wire.ts';
import type { Mutant } from '../../mutant.ts';

export const interactionNotListed: Mutant = {
  name: 'interaction-not-listed',
  defect: 'the capability statement leaves out that readings can be filed',
  requirement: 'FHR-01',
  seams: answering((answer, request) => ({
    ...answer,
    body: request.url?.includes('metadata') === true ? answer.body.replaceAll('"Observation"', '"Basic"') : answer.body,
  })),
};
