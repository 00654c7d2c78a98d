import { each, shownReadings } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const interpretationNotShown: Mutant = {
  name: 'interpretation-not-shown',
  defect: 'the record does not say whether a reading was high, low or normal',
  requirement: 'LIM-01',
  seams: shownReadings(each((filed) => ({ ...filed, interpretation: [] }))),
};
