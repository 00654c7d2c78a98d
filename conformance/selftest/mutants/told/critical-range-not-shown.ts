import { each, shownReadings } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const criticalRangeNotShown: Mutant = {
  name: 'critical-range-not-shown',
  defect: 'a reading is shown with the reference range, and without the critical one',
  requirement: 'LIM-04',
  seams: shownReadings(
    each((filed) => {
      const references = filed.ranges.filter(({ tier }) => tier === 'reference');
      return references.length === 0 ? filed : { ...filed, ranges: references };
    }),
  ),
};
