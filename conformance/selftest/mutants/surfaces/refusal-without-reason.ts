import { answering } from '../../seams/fhir-wire.ts';
import type { Mutant } from '../../mutant.ts';

export const refusalWithoutReason: Mutant = {
  name: 'refusal-without-reason',
  defect: 'a refusal is a bare status',
  requirement: 'FHR-02',
  seams: answering((answer) =>
    answer.status >= 400
      ? { ...answer, headers: { ...answer.headers, 'content-type': 'text/plain' }, body: 'no' }
      : answer,
  ),
};
