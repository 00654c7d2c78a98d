import { declaresConditionalCreate } from '../../variants/conditional-create.ts';
import { answering } from '../../seams/fhir-wire.ts';
import type { Mutant } from '../../mutant.ts';

export const aMatchIsAnsweredAsNew: Mutant = {
  name: 'a-match-is-answered-as-new',
  defect: 'a conditional create that matches a reading is answered as if it had made one',
  requirement: 'RDG-03',
  profile: declaresConditionalCreate,
  seams: answering((answer, { method, headers }) =>
    method === 'POST' && headers['if-none-exist'] !== undefined && answer.status === 200
      ? { ...answer, status: 201 }
      : answer,
  ),
};
