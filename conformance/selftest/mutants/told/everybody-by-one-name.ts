import { each, shownAudit } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const everybodyByOneName: Mutant = {
  name: 'everybody-by-one-name',
  defect: 'the audit trail says of everything that the system did it',
  requirement: 'AUD-01',
  seams: shownAudit(each((event) => ({ ...event, who: 'system' }))),
};
