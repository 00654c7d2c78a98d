import { each, shownReadings } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const timeInUtc: Mutant = {
  name: 'time-in-utc',
  defect: 'the offset of a time is lost: all are kept as UTC',
  requirement: 'RDG-01',
  seams: shownReadings(
    each((filed) => ({
      ...filed,
      reading: { ...filed.reading, effective: new Date(filed.reading.effective).toISOString() },
    })),
  ),
};
