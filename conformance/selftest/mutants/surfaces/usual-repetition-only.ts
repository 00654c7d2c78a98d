import { hearing } from '../../seams/hl7-wire.ts';
import type { Mutant } from '../../mutant.ts';

export const usualRepetitionOnly: Mutant = {
  name: 'usual-repetition-only',
  defect: 'repetitions are taken to be separated as usual, whatever a message says',
  requirement: 'HL7-06',
  also: ['AUD-01'],
  seams: hearing((message) => message.replace(/^(MSH.{2})./, '$1~')),
};
