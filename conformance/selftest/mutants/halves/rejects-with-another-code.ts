import { acknowledging } from '../../seams/hl7-wire.ts';
import type { Mutant } from '../../mutant.ts';

export const rejectsWithAnotherCode: Mutant = {
  name: 'rejects-with-another-code',
  defect: 'a message of an unknown type is rejected with the code of an internal error',
  requirement: 'HL7-03',
  seams: acknowledging((ack) => (ack.includes('\rMSA|AR|') ? ack.replaceAll(/\|20[0-3]\^/g, '|207^') : ack)),
};
