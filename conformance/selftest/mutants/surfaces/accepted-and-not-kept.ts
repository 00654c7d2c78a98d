import { shownReadings } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const acceptedAndNotKept: Mutant = {
  name: 'accepted-and-not-kept',
  defect: 'what comes by HL7 v2 is acknowledged and not kept',
  requirement: 'HL7-08',
  also: ['RDG-01'],
  seams: shownReadings((entries, { patient }) => (patient?.value.startsWith('MRN') === true ? [] : entries)),
};
