import { each, shownReadings } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const offTheScaleTurnedRound: Mutant = {
  name: 'off-the-scale-turned-round',
  defect: 'a reading above the scale of its meter is shown as one below it',
  requirement: 'RDG-01',
  check: 'LIM-13',
  seams: shownReadings(
    each((filed) => {
      const { result } = filed.reading;
      if (result.kind !== 'off-scale') return filed;
      const direction = result.direction === 'high' ? 'low' : 'high';
      return { ...filed, reading: { ...filed.reading, result: { ...result, direction } } };
    }),
  ),
};
