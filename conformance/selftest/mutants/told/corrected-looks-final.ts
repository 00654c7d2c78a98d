import { each, shownReadings } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const correctedLooksFinal: Mutant = {
  name: 'corrected-looks-final',
  defect: 'a corrected reading is shown as if it had been so from the first',
  requirement: 'RDG-01',
  check: 'RDG-10',
  seams: shownReadings(
    each((filed) =>
      filed.reading.status === 'corrected' ? { ...filed, reading: { ...filed.reading, status: 'final' } } : filed,
    ),
  ),
};
