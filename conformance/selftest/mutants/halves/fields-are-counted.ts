import { acknowledging } from '../../seams/hl7-wire.ts';
import type { Mutant } from '../../mutant.ts';

/** Fields of an OBX. */
const MOST = 30;

export const fieldsAreCounted: Mutant = {
  name: 'fields-are-counted',
  defect: 'an OBX with more fields than there are is refused',
  requirement: 'HL7-06',
  also: ['HL7-08', 'AUD-02'],
  seams: acknowledging((ack, message) =>
    message.split('\r').some((segment) => segment.startsWith('OBX|') && segment.split('|').length > MOST)
      ? ack.replace('\rMSA|AA|', '\rMSA|AE|')
      : ack,
  ),
};
