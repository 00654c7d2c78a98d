import { hearing } from '../../seams/hl7-wire.ts';
import type { Mutant } from '../../mutant.ts';

export const usualDelimitersOnly: Mutant = {
  name: 'usual-delimiters-only',
  defect: 'delimiters are taken to be the usual ones, whatever a message says',
  requirement: 'HL7-06',
  also: ['HL7-01', 'HL7-03', 'AUD-02'],
  seams: hearing((message) => message.replace(/^MSH.{5}/, 'MSH|^~\\&')),
};
