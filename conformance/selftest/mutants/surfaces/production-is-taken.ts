import { hearing } from '../../seams/hl7-wire.ts';
import type { Mutant } from '../../mutant.ts';

export const productionIsTaken: Mutant = {
  name: 'production-is-taken',
  defect: 'a test system files what comes marked as of production, like any other',
  requirement: 'RDG-17',
  also: ['HL7-03'],
  seams: hearing((message) => message.replace(/^(MSH(?:\|[^|\r]*){9})\|P\|/, '$1|T|')),
};
