import { answering } from '../../seams/fhir-wire.ts';
import type { Mutant } from '../../mutant.ts';

export const refusalInAnotherShape: Mutant = {
  name: 'refusal-in-another-shape',
  defect: 'a refusal answers with a resource of another kind',
  requirement: 'FHR-02',
  seams: answering((answer) =>
    answer.status >= 400 ? { ...answer, body: '{"resourceType":"Basic","code":{"text":"refused"}}' } : answer,
  ),
};
