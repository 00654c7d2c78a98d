import type { Mutant } from '../../mutant.ts';
import { hearing } from '../../seams/hl7-wire.ts';

export const versionsAreNotLookedAt: Mutant = {
  name: 'versions-are-not-looked-at',
  defect: 'a message is taken whatever version it says it is of',
  requirement: 'HL7-03',
  also: ['HL7-08'],
  seams: hearing((message) => message.replace('|9.9', '|2.5.1')),
};
