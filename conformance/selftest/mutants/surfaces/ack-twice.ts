import { acknowledging } from '../../seams/hl7-wire.ts';
import type { Mutant } from '../../mutant.ts';

export const ackTwice: Mutant = {
  name: 'ack-twice',
  defect: 'every acknowledgement is sent twice',
  requirement: 'HL7-01',
  seams: acknowledging((ack) => ack + ack),
};
