import type { Mutant } from '../../mutant.ts';

export const longMessagesUnanswered: Mutant = {
  name: 'long-messages-unanswered',
  defect: 'a message of more than 100 kB is read, and never answered',
  requirement: 'HL7-02',
  also: ['HL7-01', 'CLK-01'],
  seams: {
    hl7: (answer) => async (frame, certified) => {
      const ack = await answer(frame, certified);
      return frame.bytes.length > 100_000 ? Buffer.alloc(0) : ack;
    },
  },
};
