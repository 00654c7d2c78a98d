import { acknowledgingAgain } from '../../seams/hl7-wire.ts';
import type { Mutant } from '../../mutant.ts';

export const refusedOnceIsKnown: Mutant = {
  name: 'refused-once-is-known',
  defect: 'a message that was refused is accepted when it comes again, as if it were there',
  requirement: 'HL7-05',
  make: acknowledgingAgain((ack) => ack.replace('\rMSA|AE|', '\rMSA|AA|')),
};
