import { each, shownReadings } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const preliminaryLooksFinal: Mutant = {
  name: 'preliminary-looks-final',
  defect: 'a preliminary reading is shown as a final one',
  requirement: 'RDG-01',
  seams: shownReadings(
    each((filed) =>
      filed.reading.status === 'preliminary' ? { ...filed, reading: { ...filed.reading, status: 'final' } } : filed,
    ),
  ),
};
