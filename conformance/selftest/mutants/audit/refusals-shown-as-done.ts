import { each, shownAudit } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const refusalsShownAsDone: Mutant = {
  name: 'refusals-shown-as-done',
  defect: 'a refused reading stands in the audit trail as one that was filed',
  requirement: 'AUD-02',
  also: ['AUD-01'],
  seams: shownAudit(
    each((event) => {
      const { refusal: _, ...rest } = event;
      return { ...rest, outcome: 'ok' as const };
    }),
  ),
};
