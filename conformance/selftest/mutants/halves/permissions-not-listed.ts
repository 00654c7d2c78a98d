import { answering } from '../../seams/fhir-wire.ts';
import type { Mutant } from '../../mutant.ts';

export const permissionsNotListed: Mutant = {
  name: 'permissions-not-listed',
  defect: 'the capability statement leaves out that permissions can be given',
  requirement: 'FHR-01',
  seams: answering((answer, request) => ({
    ...answer,
    body: request.url?.includes('metadata') === true ? answer.body.replaceAll('"Consent"', '"Basic"') : answer.body,
  })),
};
