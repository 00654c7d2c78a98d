import { acknowledging } from '../../seams/hl7-wire.ts';
import type { Mutant } from '../../mutant.ts';

export const rejectedForAnError: Mutant = {
  name: 'rejected-for-an-error',
  defect: 'a message with wrong content is answered as one of an unknown type',
  requirement: 'HL7-03',
  seams: acknowledging((ack) => ack.replace('\rMSA|AE|', '\rMSA|AR|')),
};
