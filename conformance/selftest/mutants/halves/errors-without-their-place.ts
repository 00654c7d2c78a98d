import { acknowledging } from '../../seams/hl7-wire.ts';
import type { Mutant } from '../../mutant.ts';

export const errorsWithoutTheirPlace: Mutant = {
  name: 'errors-without-their-place',
  defect: 'an error in content is answered without saying where it stands',
  requirement: 'HL7-03',
  also: ['ORD-05'],
  seams: acknowledging((ack) =>
    ack.includes('\rMSA|AE|') ? ack.replaceAll(/\rERR\|([^|]*)\|[^|]*/g, '\rERR|$1|') : ack,
  ),
};
