import { each, shownReadings } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const secondsAreCut: Mutant = {
  name: 'seconds-are-cut',
  defect: 'a reading is kept to the minute',
  requirement: 'RDG-01',
  seams: shownReadings(
    each((filed) => ({
      ...filed,
      reading: { ...filed.reading, effective: filed.reading.effective.replace(/:\d\d(?=[-+])/, ':00') },
    })),
  ),
};
