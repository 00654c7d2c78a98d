import { answering } from '../../seams/fhir-wire.ts';
import type { Mutant } from '../../mutant.ts';

export const refusalHalfExplained: Mutant = {
  name: 'refusal-half-explained',
  defect: 'the OperationOutcome of a refusal has an issue without a code',
  requirement: 'FHR-02',
  also: ['FHR-03'],
  seams: answering((answer) =>
    answer.status >= 400
      ? { ...answer, body: '{"resourceType":"OperationOutcome","issue":[{"severity":"error"}]}' }
      : answer,
  ),
};
