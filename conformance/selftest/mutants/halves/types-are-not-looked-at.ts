import type { Mutant } from '../../mutant.ts';
import { hearing } from '../../seams/hl7-wire.ts';

export const typesAreNotLookedAt: Mutant = {
  name: 'types-are-not-looked-at',
  defect: 'a message of another type is taken where its segments are those of a reading',
  requirement: 'HL7-03',
  also: ['HL7-08'],
  seams: hearing((message) => message.replace('|ZZZ^Z99^ZZZ_Z99|', '|ORU^R01^ORU_R01|')),
};
