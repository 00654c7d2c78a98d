import { hearing } from '../../seams/hl7-wire.ts';
import type { Mutant } from '../../mutant.ts';

export const usualEscapeOnly: Mutant = {
  name: 'usual-escape-only',
  defect: 'the escape character is taken to be the usual one, whatever a message says',
  requirement: 'HL7-06',
  also: ['AUD-01'],
  seams: hearing((message) => message.replace(/^(MSH.{3})./, '$1\\')),
};
