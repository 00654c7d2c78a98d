import { ofTheSilent } from '../../seams/consents-shown.ts';
import type { Mutant } from '../../mutant.ts';

export const silenceShownAsDenied: Mutant = {
  name: 'silence-shown-as-denied',
  defect: 'a patient of whom no data came is shown as one who has denied',
  requirement: 'PRM-04',
  make: ofTheSilent((consent) => consent.replace('"status":"active"', '"status":"rejected"')),
};
