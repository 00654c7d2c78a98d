import { each, shownReadings } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const limitNotWithTheReading: Mutant = {
  name: 'limit-not-with-the-reading',
  defect: 'the record shows readings without the limit that they were judged by',
  requirement: 'LIM-04',
  seams: shownReadings(each((filed) => ({ ...filed, ranges: [] }))),
};
