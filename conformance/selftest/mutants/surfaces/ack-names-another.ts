import { acknowledging } from '../../seams/hl7-wire.ts';
import type { Mutant } from '../../mutant.ts';

export const ackNamesAnother: Mutant = {
  name: 'ack-names-another',
  defect: 'the acknowledgement of a reading does not name its message',
  requirement: 'HL7-01',
  seams: acknowledging((ack, message) =>
    message.includes('|ORU^R01') ? ack.replace(/\rMSA\|([A-Z]{2})\|[^|\r]*/, '\rMSA|$1|0') : ack,
  ),
};
