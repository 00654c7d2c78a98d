import { omit } from '../../seams/omit.ts';
import { each, shownReadings } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const contextIsForgotten: Mutant = {
  name: 'context-is-forgotten',
  defect: 'a reading that is shown does not say that it was taken before a meal',
  requirement: 'RDG-01',
  check: 'LIM-10',
  seams: shownReadings(each((filed) => ({ ...filed, reading: omit(filed.reading, 'mealContext') }))),
};
