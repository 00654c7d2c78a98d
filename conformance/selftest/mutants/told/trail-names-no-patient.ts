import { omit } from '../../seams/omit.ts';
import { each, shownAudit } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const trailNamesNoPatient: Mutant = {
  name: 'trail-names-no-patient',
  defect: 'the audit trail does not say whose reading was filed',
  requirement: 'AUD-04',
  check: 'AUD-01',
  seams: shownAudit(each((event) => (event.subject === 'reading' ? omit(event, 'patient') : event))),
};
