import { omit } from '../../seams/omit.ts';
import { each, shownAudit } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const refusalsToldWithoutWhy: Mutant = {
  name: 'refusals-told-without-why',
  defect: 'the audit trail does not say why a reading was refused',
  requirement: 'AUD-02',
  seams: shownAudit(each((event) => omit(event, 'refusal'))),
};
