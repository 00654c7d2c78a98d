import { acknowledging } from '../../seams/hl7-wire.ts';
import type { Mutant } from '../../mutant.ts';

export const spellingByTheBook: Mutant = {
  name: 'spelling-by-the-book',
  defect: 'a spelling that a table does not hold is refused, though all senders use it',
  requirement: 'HL7-09',
  also: ['HL7-08', 'AUD-02'],
  seams: acknowledging((ack, message) =>
    message.includes('|ORU^R01') && /SNOMED-CT|\|UTF-8[|\r]/.test(message)
      ? ack.replace('\rMSA|AA|', '\rMSA|AE|')
      : ack,
  ),
};
