import net from 'node:net';
import type { Socket } from 'node:net';
import tls from 'node:tls';
import type { Outcome } from '../../../../contract/refusal.ts';
import type { Ack } from '../../../../contract/wire/hl7v2/ack.ts';
import { decodeAck } from '../../../../contract/wire/hl7v2/ack.ts';
import type { Message } from '../../../../contract/wire/hl7v2/message.ts';
import { parseMessage } from '../../../../contract/wire/hl7v2/message.ts';
import type { Frame } from '../../../../contract/wire/hl7v2/mllp.ts';
import { frame, MllpFramer } from '../../../../contract/wire/hl7v2/mllp.ts';
import type { MutualTls } from '../socket-server.ts';

/** Where alerts go. */
export interface Destination {
  readonly host: string;
  readonly port: number;
  /** Mutual TLS: our key and certificate, and the authority that signs the other side's. Absent: plain TCP. */
  readonly tls?: MutualTls;
}

/** One message out, one acknowledgement back; over a connection that is kept for the next one. */
export interface Link {
  /** The acknowledgement of this message, or undefined: none came in time, or the connection is not there. Never rejects. */
  exchange(message: string, controlId: string): Promise<Ack | undefined>;
  /** Ends the connection and an exchange that still waits. */
  close(): void;
}

/** An acknowledgement is short: who sends more is no partner for us. */
const MOST_ACK_BYTES = 64 * 1024;

/**
 * Code and id of an acknowledgement are ASCII, whatever else is in it. One that is taken for none, for a letter of the other
 * side's name or the ends of its lines, would have the same alert sent for ever, and no other one.
 */
const readable = (bytes: Buffer): Outcome<Message> => {
  const asAgreed = parseMessage(bytes);
  return asAgreed.ok ? asAgreed : parseMessage(bytes.toString('latin1').replaceAll(/\r?\n/g, '\r'));
};

const ackOf = ({ kind, bytes }: Frame): Ack | undefined => {
  const message = kind === 'message' ? readable(bytes) : undefined;
  return message?.ok === true ? decodeAck(message.value) : undefined;
};

const REFUSING: readonly string[] = ['AE', 'AR', 'CE', 'CR'];

/**
 * Whether it answers this message. One that is refused by who could not read it names none, and only one waits for an
 * answer; one that is taken has to be named.
 */
const answers = (ack: Ack | undefined, controlId: string): ack is Ack =>
  ack?.controlId === controlId || (ack?.controlId === '' && REFUSING.includes(ack.code));

const connect = ({ host, port, tls: mutual }: Destination): Socket => {
  if (mutual === undefined) return net.connect({ host, port, noDelay: true });
  // An address is no server name, and is checked all the same.
  const named = net.isIP(host) === 0 ? { servername: host } : {};
  const socket = tls.connect({ host, port, ...named, ...mutual, minVersion: 'TLSv1.2' });
  return socket.setNoDelay(true);
};

/** `timeoutMs`: from the first byte sent, or the attempt to connect, to the acknowledgement. */
export const mllpLink = (destination: Destination, timeoutMs: number): Link => {
  let kept: Socket | undefined;
  let closed = false;
  let abort: () => void = () => {};

  const drop = (socket: Socket): void => {
    socket.destroy();
    if (kept === socket) kept = undefined;
  };
  const connected = (): Socket => {
    if (kept !== undefined && !kept.destroyed) return kept;
    const socket = connect(destination);
    kept = socket;
    // What goes wrong while nobody waits shows with the next message: it finds no connection.
    socket.on('error', () => drop(socket));
    socket.on('close', () => drop(socket));
    socket.on('end', () => drop(socket));
    return socket;
  };

  /** `closed`: the connection ended before an answer came. */
  const over = (socket: Socket, message: string, controlId: string): Promise<Ack | 'closed' | undefined> =>
    new Promise((resolve) => {
      const framer = new MllpFramer(MOST_ACK_BYTES);
      const settle = (result: Ack | 'closed' | undefined): void => {
        clearTimeout(timer);
        socket.off('data', read);
        socket.off('close', gone);
        abort = () => {};
        // Whatever still comes for this message must not be taken for an answer to the next one.
        if (result === undefined || result === 'closed') drop(socket);
        resolve(result);
      };
      const fail = (): void => settle(undefined);
      const gone = (): void => settle('closed');
      const read = (chunk: Buffer): void => {
        for (const received of framer.push(chunk)) {
          if (received.kind === 'oversize') {
            fail();
            return;
          }
          const ack = ackOf(received);
          // Another message's, or what cannot be read: the right one may still come.
          if (answers(ack, controlId)) {
            settle(ack);
            return;
          }
        }
      };
      const timer = setTimeout(fail, timeoutMs);
      abort = fail;
      socket.on('data', read);
      socket.once('close', gone);
      socket.write(frame(message));
    });

  const exchange = async (message: string, controlId: string): Promise<Ack | undefined> => {
    if (closed) return undefined;
    const isKept = kept !== undefined && !kept.destroyed;
    const first = await over(connected(), message, controlId);
    if (first !== 'closed') return first;
    // Many close after each acknowledgement, and it shows with the next message: that one is not to wait for it.
    const second = isKept && !closed ? await over(connected(), message, controlId) : undefined;
    return second === 'closed' ? undefined : second;
  };

  return {
    exchange,
    close: () => {
      closed = true;
      abort();
      if (kept !== undefined) drop(kept);
    },
  };
};
