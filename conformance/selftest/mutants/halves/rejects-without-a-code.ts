import { acknowledging } from '../../seams/hl7-wire.ts';
import type { Mutant } from '../../mutant.ts';

export const rejectsWithoutACode: Mutant = {
  name: 'rejects-without-a-code',
  defect: 'a message of an unknown type is rejected, without the code of table 0357 that says why',
  requirement: 'HL7-03',
  seams: acknowledging((ack) =>
    ack.includes('\rMSA|AR|') ? ack.replaceAll(/\rERR\|([^|]*)\|([^|]*)\|[^|]*/g, '\rERR|$1|$2|') : ack,
  ),
};
