import { ofTheSilent } from '../../seams/consents-shown.ts';
import type { Mutant } from '../../mutant.ts';

export const silenceShownAsWithdrawn: Mutant = {
  name: 'silence-shown-as-withdrawn',
  defect: 'a patient of whom no data came is shown as one who has taken the permission back',
  requirement: 'PRM-04',
  make: ofTheSilent((consent) => consent.replace('"status":"active"', '"status":"inactive"')),
};
