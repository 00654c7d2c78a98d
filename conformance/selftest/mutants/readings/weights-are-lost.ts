import { shownReadings } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const weightsAreLost: Mutant = {
  name: 'weights-are-lost',
  defect: 'weights are acknowledged and not to be found',
  requirement: 'RDG-01',
  also: ['LIM-01'],
  seams: shownReadings((entries) => entries.filter(({ body }) => body.reading.measure !== 'weight')),
};
