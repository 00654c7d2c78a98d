import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { AckContent } from '../../../contract/wire/hl7v2/ack.ts';
import { encodeAck } from '../../../contract/wire/hl7v2/ack.ts';
import type { Envelope } from '../../../contract/wire/hl7v2/envelope.ts';
import { peekHeader } from '../../../contract/wire/hl7v2/message.ts';
import { frame, MllpFramer } from '../../../contract/wire/hl7v2/mllp.ts';
import type { Segment } from '../../../contract/wire/hl7v2/segment.ts';
import { InputProblem } from '../../../contract/input-problem.ts';
import type { RunClock } from '../../history/clock.ts';
import type { AlertReply } from '../../history/lines.ts';
import { acksOf } from '../../sender/ehr/mllp-acks.ts';
import type { AlertBook } from './alert-book.ts';

/** A message of an alert is a few kilobytes. */
const MOST_BYTES = 256 * 1024;
const MOST_CONNECTIONS = 16;
/** A connection on which nothing comes for so long is closed; its system opens another. */
const IDLE_MS = 300_000;

/**
 * Takes alerts over MLLP on loopback. It stands as long as its system does, which would wait longer and longer for one that
 * comes and goes: what comes while no run keeps a book is taken and forgotten.
 */
export interface AlertListener {
  readonly port: number;
  /** What comes from now on goes into this book; undefined: into none. */
  attend(book: AlertBook | undefined, clock?: Pick<RunClock, 'wall'>): void;
  close(): Promise<void>;
}

/**
 * The acknowledgements that MSH-15 and MSH-16 ask for: whoever waits for AA takes no CA for it. Where they ask for none it is
 * told all the same, as nobody could send until it is acknowledged otherwise.
 */
const codesOf = (
  reply: Exclude<AlertReply, 'silence' | 'cut'>,
  header: Segment | undefined,
): readonly AckContent['code'][] => {
  const isTaken = reply === 'taken';
  const judged = isTaken ? { code: 'AA' as const } : { code: 'AR' as const, refusal: { code: 'unavailable' as const } };
  const codes = acksOf(header, judged).map(({ code }) => code);
  return codes.length > 0 ? codes : [isTaken ? 'CA' : 'CR'];
};

/** Starts it. `port` 0: any free one. Throws InputProblem (exit 65) where the port cannot be had. */
export const startAlertListener = async (port = 0): Promise<AlertListener> => {
  const sockets = new Set<Socket>();
  let book: AlertBook | undefined;
  let wall = (): string => new Date(performance.timeOrigin + performance.now()).toISOString();
  let count = 0;

  const envelope = (): Envelope => ({
    sendingApplication: 'EHR',
    sendingFacility: 'GOODHEALTH',
    receivingApplication: 'RPM',
    receivingFacility: 'GOODHEALTH',
    at: wall(),
    controlId: `VPA${(++count).toString(36).toUpperCase()}`,
    processingId: 'T',
  });

  const answer = (socket: Socket, bytes: Buffer): void => {
    const { reply, answered } = book?.take(bytes) ?? { reply: 'taken' as const, answered: () => undefined };
    if (reply === 'silence') return;
    if (reply === 'cut') socket.destroy();
    else {
      const header = peekHeader(bytes);
      for (const code of codesOf(reply, header)) socket.write(frame(encodeAck(header, { code }, envelope())));
    }
    answered();
  };

  const server = createServer({ noDelay: true }, (socket) => {
    const framer = new MllpFramer(MOST_BYTES);
    sockets.add(socket);
    socket.setTimeout(IDLE_MS, () => socket.destroy());
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (chunk: Buffer) => {
      for (const { bytes } of framer.push(chunk)) if (!socket.destroyed) answer(socket, bytes);
    });
  });
  server.maxConnections = MOST_CONNECTIONS;
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new InputProblem(
      `port ${port} of 127.0.0.1 cannot be listened at (${reason})`,
      { path: 'hl7.alerts.port' },
      'a free port, at which the system was told to send its alerts',
    );
  }
  return {
    port: (server.address() as AddressInfo).port,
    attend: (next, clock) => {
      book = next;
      if (clock !== undefined) wall = () => clock.wall();
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};
