import { each, shownReadings } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const deviceNotKept: Mutant = {
  name: 'device-not-kept',
  defect: 'the device that measured is not kept',
  requirement: 'RDG-01',
  seams: shownReadings(
    each((filed) => {
      const { device: _, ...reading } = filed.reading;
      return { ...filed, reading };
    }),
  ),
};
