import { acknowledging } from '../../seams/hl7-wire.ts';
import type { Mutant } from '../../mutant.ts';

export const refusalWithoutAck: Mutant = {
  name: 'refusal-without-ack',
  defect: 'what is refused is acknowledged for the message before',
  requirement: 'HL7-01',
  make: () => {
    let last = '';
    return {
      seams: acknowledging((ack) => {
        const isAccepted = ack.includes('\rMSA|AA|');
        const sent = isAccepted || last === '' ? ack : last;
        if (isAccepted) last = ack;
        return sent;
      }),
    };
  },
};
