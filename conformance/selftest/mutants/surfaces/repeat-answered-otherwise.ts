import { acknowledgingAgain } from '../../seams/hl7-wire.ts';
import type { Mutant } from '../../mutant.ts';

export const repeatAnsweredOtherwise: Mutant = {
  name: 'repeat-answered-otherwise',
  defect: 'a message that is sent again is refused for having been there',
  requirement: 'HL7-05',
  make: acknowledgingAgain((ack) => ack.replace('\rMSA|AA|', '\rMSA|AE|')),
};
