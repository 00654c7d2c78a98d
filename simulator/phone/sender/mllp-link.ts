import { connect, type Socket } from 'node:net';
import type { Reading } from '../../../contract/domain/index.ts';
import { decodeAck } from '../../../contract/wire/hl7v2/ack.ts';
import { parseMessage } from '../../../contract/wire/hl7v2/message.ts';
import { frame, MllpFramer } from '../../../contract/wire/hl7v2/mllp.ts';
import { encodeReadingMessage } from '../../../contract/wire/hl7v2/reading.ts';
import { type Answered, type EhrLink, oneByOne } from './ehr-link.ts';
import type { SenderSeams } from './seams.ts';

const TIMEOUT_MS = 10_000;

const answeredBy = (bytes: Buffer, controlId: string): Answered => {
  const message = parseMessage(bytes);
  const ack = message.ok ? decodeAck(message.value) : undefined;
  if (ack === undefined || ack.controlId !== controlId) return 'none';
  if (ack.code === 'AA' || ack.code === 'CA') return 'accepted';
  return ack.code === 'AR' || ack.code === 'CR' ? 'unavailable' : 'refused';
};

/** Sends what leaves together as one ORU^R01, over a connection of its own. `nowOf`: platform time, for MSH-7. */
export const mllpLink = (
  at: { readonly host: string; readonly port: number },
  nowOf: () => string,
  seams: Pick<SenderSeams, 'message' | 'controlIdOf'>,
): EhrLink => {
  let socket: Socket | undefined;

  const exchange = (bytes: Buffer, controlId: string): Promise<Answered> =>
    new Promise((resolve) => {
      const framer = new MllpFramer();
      const open = connect({ host: at.host, port: at.port, timeout: TIMEOUT_MS });
      const finish = (answered: Answered): void => {
        open.destroy();
        resolve(answered);
      };
      socket = open;
      open.on('connect', () => open.write(bytes));
      open.on('data', (chunk: Buffer) => {
        const [answer] = framer.push(chunk);
        if (answer !== undefined) finish(answeredBy(answer.bytes, controlId));
      });
      open.on('timeout', () => finish('none'));
      open.on('error', () => finish('none'));
      open.on('close', () => finish('none'));
    });

  const sent = async (readings: readonly Reading[]): Promise<Answered> => {
    const envelope = {
      sendingApplication: 'GATEWAY',
      sendingFacility: 'HOME',
      receivingApplication: 'EHR',
      receivingFacility: 'GOODHEALTH',
      at: nowOf(),
      processingId: 'T',
    } as const;
    const written = (controlId: string): string => encodeReadingMessage(readings, { ...envelope, controlId }, {});
    const controlId = seams.controlIdOf(written(''));
    return await exchange(frame(seams.message(written(controlId))), controlId);
  };

  return {
    send: async (readings) => {
      const answered = await sent(readings);
      // One bad reading spoils a message: which one it is only they can say, each by itself.
      if (answered === 'refused' && readings.length > 1) return await oneByOne(readings, (one) => sent([one]));
      return readings.map(() => answered);
    },
    close: () => socket?.destroy(),
  };
};
