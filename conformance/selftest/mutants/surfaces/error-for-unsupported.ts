import { acknowledging } from '../../seams/hl7-wire.ts';
import type { Mutant } from '../../mutant.ts';

export const errorForUnsupported: Mutant = {
  name: 'error-for-unsupported',
  defect: 'a message of an unknown type is answered as one with wrong content',
  requirement: 'HL7-03',
  seams: acknowledging((ack) => ack.replace('\rMSA|AR|', '\rMSA|AE|')),
};
