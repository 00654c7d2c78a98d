import { each, shownAudit } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const refusalsToldWithAnotherWhy: Mutant = {
  name: 'refusals-told-with-another-why',
  defect: 'the audit trail gives one reason for every refusal',
  requirement: 'AUD-02',
  seams: shownAudit(each((event) => (event.refusal === undefined ? event : { ...event, refusal: 'bad-value' }))),
};
