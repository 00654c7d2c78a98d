import { each, shownReadings } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const aMeterForEveryReading: Mutant = {
  name: 'a-meter-for-every-reading',
  defect: 'a reading that names no meter is shown as one of a meter of the house',
  requirement: 'RDG-01',
  also: ['AUD-04'],
  seams: shownReadings(
    each((filed) => ({
      ...filed,
      reading: { device: { system: 'urn:example:meters', value: 'ward' }, ...filed.reading },
    })),
  ),
};
