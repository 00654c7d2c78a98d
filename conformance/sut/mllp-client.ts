import net from 'node:net';
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { decodeAck } from '../../contract/wire/hl7v2/ack.ts';
import { parseMessage, peekHeader } from '../../contract/wire/hl7v2/message.ts';
import { MllpFramer, frame } from '../../contract/wire/hl7v2/mllp.ts';
import type { Frame } from '../../contract/wire/hl7v2/mllp.ts';

/** Where the receiver listens, and how long connecting, and then an answer, may take. */
export interface MllpAddress {
  readonly host: string;
  readonly port: number;
  readonly timeoutMs: number;
}

/**
 * `unknown`: nothing came that answers the message, so its effect may or may not have happened.
 * `connect`: no connection, so nothing was sent. `timeout`, `closed`: sent, and no answer.
 * `correlation`: MSA-2 is another control id. `not-an-ack`: not a message with an MSA. `oversize`.
 */
export type WhyUnknown = 'connect' | 'timeout' | 'closed' | 'correlation' | 'not-an-ack' | 'oversize';

export type Exchange =
  | { readonly kind: 'ack'; readonly bytes: Buffer; readonly text: string }
  | { readonly kind: 'unknown'; readonly why: WhyUnknown; readonly detail?: string; readonly bytes?: Buffer };

/** An acknowledgement nobody waited for: a second one for an answered message, or one out of nowhere. */
export interface ExtraAck {
  readonly controlId: string;
  readonly bytes: Buffer;
}

export interface MllpClient {
  /**
   * Sends one message and waits for its acknowledgement. One message is outstanding at a time; calls
   * wait for each other in order. Connects when there is no connection. After an unknown outcome the
   * connection is dropped, so that a late answer cannot be taken for that of the next message.
   */
  exchange(message: string | Buffer): Promise<Exchange>;
  /**
   * The extra acknowledgements so far, at most {@link MOST_EXTRA}. One that comes after its answer is
   * seen when it comes; look again after the next exchange, or after {@link MllpClient.close}.
   */
  extraAcks(): readonly ExtraAck[];
  close(): Promise<void>;
}

/** What is learnt of a receiver, shared by the clients that talk to it. */
export interface MllpManners {
  /** It closes the connection behind each acknowledgement, as many do: a message written before that is seen is lost. */
  closesAfterEach: boolean;
}

export const MOST_EXTRA = 100;
const MOST_ACK_BYTES = 1024 * 1024;
const REMEMBERED = 1000;
/** A connection that goes so soon after an acknowledgement goes because of it; later, it was idle. */
const SOON_MS = 1000;
/** How long the end of a connection is waited for where each acknowledgement has been the last. */
const CLOSING_MS = 250;

interface Connection {
  readonly socket: Socket;
  readonly framer: MllpFramer;
  /** Control ids answered on this connection, for telling an extra answer from a wrong one. */
  readonly answered: Set<string>;
  /** Settles once it is closed. */
  readonly closed: Promise<void>;
}

interface Outstanding {
  readonly controlId: string;
  readonly settle: (exchange: Exchange) => void;
}

const connect = ({ host, port, timeoutMs }: MllpAddress): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = net.connect({ host, port, noDelay: true });
    const timer = setTimeout(() => socket.destroy(new Error(`no connection within ${timeoutMs} ms`)), timeoutMs);
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.off('error', reject);
      resolve(socket);
    });
    socket.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
  });

const controlIdOf = (message: string | Buffer): string => peekHeader(message)?.text(10) ?? '';

/**
 * A client for one receiver. Opens no connection before the first exchange. Once a connection was closed right behind an
 * acknowledgement, the end of each is waited for before the next message, which else might be lost to it.
 */
export const connectMllp = (address: MllpAddress, manners: MllpManners = { closesAfterEach: false }): MllpClient => {
  const extra: ExtraAck[] = [];
  let connection: Connection | undefined;
  let outstanding: Outstanding | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let isAnsweredNow = false;
  let fading: NodeJS.Timeout | undefined;

  const drop = () => {
    connection?.socket.destroy();
    connection = undefined;
  };

  const noteExtra = (controlId: string, bytes: Buffer) => {
    if (extra.length < MOST_EXTRA) extra.push({ controlId, bytes });
  };

  const judge = ({ answered }: Connection, received: Frame): void => {
    const { bytes } = received;
    if (received.kind === 'oversize') {
      outstanding?.settle({ kind: 'unknown', why: 'oversize', bytes });
      return;
    }
    const parsed = parseMessage(bytes);
    const ack = parsed.ok ? decodeAck(parsed.value) : undefined;
    const controlId = ack?.controlId ?? '';
    if (outstanding === undefined || (controlId !== outstanding.controlId && answered.has(controlId))) {
      noteExtra(controlId, bytes);
    } else if (ack === undefined) {
      outstanding.settle({ kind: 'unknown', why: 'not-an-ack', bytes });
    } else if (controlId === outstanding.controlId) {
      if (answered.size < REMEMBERED) answered.add(controlId);
      isAnsweredNow = true;
      clearTimeout(fading);
      fading = setTimeout(() => (isAnsweredNow = false), SOON_MS).unref();
      outstanding.settle({ kind: 'ack', bytes, text: bytes.toString('utf8') });
    } else {
      outstanding.settle({ kind: 'unknown', why: 'correlation', detail: `MSA-2 is ${controlId}`, bytes });
    }
  };

  /** Waits for the end of a connection that is about to be closed. One that stays says that none is. */
  const closing = async ({ closed, answered }: Connection): Promise<void> => {
    if (!manners.closesAfterEach || answered.size === 0) return;
    const isClosed = await Promise.race([closed.then(() => true), pause(CLOSING_MS, false)]);
    if (!isClosed) manners.closesAfterEach = false;
  };

  const open = async (): Promise<Connection> => {
    if (connection !== undefined) await closing(connection);
    if (connection !== undefined && connection.socket.readyState === 'open') return connection;
    drop();
    const socket = await connect(address);
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    const opened: Connection = { socket, framer: new MllpFramer(MOST_ACK_BYTES), answered: new Set(), closed };
    connection = opened;
    socket.on('data', (chunk: Buffer) => {
      for (const received of opened.framer.push(chunk)) judge(opened, received);
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      if (connection !== opened) return;
      connection = undefined;
      if (opened.answered.size > 0 && isAnsweredNow) manners.closesAfterEach = true;
      outstanding?.settle({ kind: 'unknown', why: 'closed' });
    });
    // A half-closed connection cannot carry the next answer.
    socket.on('end', () => socket.destroy());
    return opened;
  };

  const exchangeNow = async (message: string | Buffer): Promise<Exchange> => {
    let opened: Connection;
    try {
      opened = await open();
    } catch (error) {
      drop();
      return { kind: 'unknown', why: 'connect', detail: error instanceof Error ? error.message : String(error) };
    }
    const exchange = await new Promise<Exchange>((resolve) => {
      const timer = setTimeout(() => outstanding?.settle({ kind: 'unknown', why: 'timeout' }), address.timeoutMs);
      outstanding = {
        controlId: controlIdOf(message),
        settle: (result) => {
          clearTimeout(timer);
          outstanding = undefined;
          resolve(result);
        },
      };
      opened.socket.write(frame(message));
    });
    if (exchange.kind === 'unknown') drop();
    return exchange;
  };

  return {
    exchange: (message) => {
      const result = turn.then(() => exchangeNow(message));
      turn = result;
      return result;
    },
    extraAcks: () => extra,
    close: async () => {
      await turn;
      drop();
    },
  };
};
