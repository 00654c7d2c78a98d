import { acknowledging } from '../../seams/hl7-wire.ts';
import type { Mutant } from '../../mutant.ts';

export const unsupportedAccepted: Mutant = {
  name: 'unsupported-accepted',
  defect: 'a message of an unknown type is accepted, and nothing is done',
  requirement: 'HL7-03',
  also: ['AUD-01'],
  seams: acknowledging((ack, message) => (message.includes('ORU^R99') ? ack.replace('\rMSA|AR|', '\rMSA|AA|') : ack)),
};
