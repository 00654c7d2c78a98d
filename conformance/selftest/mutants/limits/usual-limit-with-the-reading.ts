import { each, shownReadings } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const usualLimitWithTheReading: Mutant = {
  name: 'usual-limit-with-the-reading',
  defect: 'the record shows the usual limit beside every reading, not the one that was applied',
  requirement: 'LIM-04',
  seams: shownReadings(
    each((filed) => ({
      ...filed,
      ranges: filed.ranges.map((range) => (range.tier === 'reference' ? { ...range, high: '180' } : range)),
    })),
  ),
};
