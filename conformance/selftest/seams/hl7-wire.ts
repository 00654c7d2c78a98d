import type { Seams } from '../../../reference-impl/seams.ts';
import type { Difference } from '../defect.ts';

/** Changes the acknowledgements, as framed text. `message`: what is acknowledged. */
export const acknowledging = (change: (ack: string, message: string) => string | Promise<string>): Seams => ({
  hl7: (answer) => async (frame, certified) =>
    Buffer.from(await change((await answer(frame, certified)).toString('utf8'), frame.bytes.toString('utf8')), 'utf8'),
});

/** Changes the acknowledgement of a message that came before, byte for byte. */
export const acknowledgingAgain = (change: (ack: string) => string) => (): Difference => {
  const known = new Set<string>();
  return {
    seams: acknowledging((ack, message) => {
      const isAgain = known.has(message);
      known.add(message);
      return isAgain ? change(ack) : ack;
    }),
  };
};

/** Changes the messages that come in, before anybody reads them. */
export const hearing = (change: (message: string) => string): Seams => ({
  hl7: (answer) => (frame, certified) =>
    answer({ ...frame, bytes: Buffer.from(change(frame.bytes.toString('utf8')), 'utf8') }, certified),
});
