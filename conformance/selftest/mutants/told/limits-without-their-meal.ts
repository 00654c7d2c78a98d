import { each, shownReadings } from '../../seams/between.ts';
import { omit } from '../../seams/omit.ts';
import type { Mutant } from '../../mutant.ts';

export const limitsWithoutTheirMeal: Mutant = {
  name: 'limits-without-their-meal',
  defect: 'a reading is shown with the limits of a meal as if they held for every reading',
  requirement: 'LIM-04',
  check: 'LIM-10',
  seams: shownReadings(each((filed) => ({ ...filed, ranges: filed.ranges.map((range) => omit(range, 'context')) }))),
};
