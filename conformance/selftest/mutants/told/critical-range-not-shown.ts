import { each, shownReadings } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const criticalRangeNotShown: Mutant = {
  name: 'critical-range-not-shown',
  defect: 'a reading is shown with the reference range, and without the critical one',
  requirement: 'LIM-04',
  seams: shownReadings(
    each((filed) => ({ ...filed, ranges: filed.ranges.filter(({ tier }) => tier === 'reference') })),
  ),
};
