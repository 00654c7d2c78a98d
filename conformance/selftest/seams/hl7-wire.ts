import type { Seams } from '../../../reference-impl/seams.ts';

/** Changes the acknowledgements, as framed text. `message`: what is acknowledged. */
export const acknowledging = (change: (ack: string, message: string) => string | Promise<string>): Seams => ({
  hl7: (answer) => async (frame, certified) =>
    Buffer.from(await change((await answer(frame, certified)).toString('utf8'), frame.bytes.toString('utf8')), 'utf8'),
});

/** Changes the messages that come in, before anybody reads them. */
export const hearing = (change: (message: string) => string): Seams => ({
  hl7: (answer) => (frame, certified) =>
    answer({ ...frame, bytes: Buffer.from(change(frame.bytes.toString('utf8')), 'utf8') }, certified),
});
