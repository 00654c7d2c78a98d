import { shownReadings } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const firstDataShownAsTheLast: Mutant = {
  name: 'first-data-shown-as-the-last',
  defect: 'who looks at what a patient shares is shown the first data that came, and none since',
  requirement: 'PRM-04',
  also: ['RDG-01', 'HL7-08'],
  seams: shownReadings((entries, { identifier }) => (identifier === undefined ? entries.slice(0, 1) : entries)),
};
