import { acknowledging } from '../../seams/hl7-wire.ts';
import type { Mutant } from '../../mutant.ts';

export const ownSegmentsAtTheEndAlone: Mutant = {
  name: 'own-segments-at-the-end-alone',
  defect: 'a segment that nobody knows is ignored at the end of a message, and refused before',
  requirement: 'HL7-06',
  also: ['HL7-08', 'AUD-02'],
  seams: acknowledging((ack, message) =>
    /\rZ[^\r]*\rOBX/.test(message) ? ack.replace('\rMSA|AA|', '\rMSA|AE|') : ack,
  ),
};
