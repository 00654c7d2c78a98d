import { each, shownReadings } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const summerTimeShift: Mutant = {
  name: 'summer-time-shift',
  defect: 'times are shown an hour off, as if the clocks had been changed',
  requirement: 'RDG-01',
  seams: shownReadings(
    each((filed) => ({
      ...filed,
      reading: { ...filed.reading, effective: filed.reading.effective.replace('-05:00', '-04:00') },
    })),
  ),
};
