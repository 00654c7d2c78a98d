import { acknowledging } from '../../seams/hl7-wire.ts';
import type { Mutant } from '../../mutant.ts';

export const elementsAreNotPlaced: Mutant = {
  name: 'elements-are-not-placed',
  defect: 'an order that contradicts itself is answered AE without its place',
  requirement: 'ORD-05',
  seams: acknowledging((ack) =>
    ack.includes('\rMSA|AE|') ? ack.replaceAll(/\rERR\|([^|]*)\|[^|]*/g, '\rERR|$1|') : ack,
  ),
};
