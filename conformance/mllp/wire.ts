import net from 'node:net';
import { decodeAck } from '../../contract/wire/hl7v2/ack.ts';
import { parseMessage } from '../../contract/wire/hl7v2/message.ts';
import { MllpFramer } from '../../contract/wire/hl7v2/mllp.ts';
import type { RunClock } from '../history/clock.ts';
import type { Mono } from '../history/lines.ts';
import { type Beats, listen, type Listened, loopBeats } from './listening.ts';
import type { TalkMessage, Wire } from './talk.ts';

/** One acknowledgement as it came. `controlId` is empty where it names nothing or is no acknowledgement. */
export interface CameBack {
  readonly controlId: string;
  readonly code: string;
  readonly at: Mono;
  readonly bytes: Buffer;
}

/** Waited for until then, in vain. `closed`: the peer closed, so nothing could come any more. `heard`: the harness itself was there to hear it, by its own timers. */
export interface GaveUp {
  readonly at: Mono;
  readonly waitedMs: number;
  readonly closed: boolean;
  readonly heard: boolean;
}

/** What went over one connection. */
export interface Traffic {
  /** In the order of sending, with the instant of the first byte. */
  readonly sent: Map<TalkMessage, Mono>;
  readonly came: CameBack[];
  /** Frames without HL7 that were sent. */
  junk: number;
  /** What was waited for in vain. */
  readonly gaveUp: Map<TalkMessage, GaveUp>;
}

/** Largest acknowledgement that is kept, and how many of one connection: a peer may send without end. */
const MOST_ACK_BYTES = 256 * 1024;
const MOST_ACKS = 20_000;
/** Between two pieces: long enough that a peer which reads at once reads them apart. */
const BETWEEN_PIECES_MS = 1;
/** How long a peer is waited for to close after we have said that we are done. */
const CLOSING_MS = 250;

const later = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

export interface OpenWire extends Wire {
  readonly traffic: Traffic;
  /**
   * Listens on without sending anything. Gives for how long nothing came while the connection stood; undefined: it was
   * closed by then, or the harness was not there to hear.
   */
  watch(ms: number): Promise<number | undefined>;
  /** Says that we are done, reads what still comes until the peer closes or a moment has passed, and closes. */
  finish(): Promise<void>;
}

export interface WireSetting {
  readonly host: string;
  readonly port: number;
  readonly clock: RunClock;
  readonly connectMs: number;
  readonly waitMs: number;
  /** Unsaid: those of the event loop. */
  readonly beats?: Beats;
}

const connected = ({ host, port, connectMs }: WireSetting): Promise<net.Socket> =>
  new Promise((resolve, reject) => {
    const socket = net.connect({ host, port, noDelay: true });
    const timer = setTimeout(() => socket.destroy(new Error(`no connection within ${connectMs} ms`)), connectMs);
    socket.once('error', reject);
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.off('error', reject);
      resolve(socket);
    });
  });

const listOf = (messages: TalkMessage | readonly TalkMessage[]): readonly TalkMessage[] =>
  'controlId' in messages ? [messages] : messages;

const readAck = (bytes: Buffer, at: Mono): CameBack => {
  const parsed = parseMessage(bytes);
  const ack = parsed.ok ? decodeAck(parsed.value) : undefined;
  return { controlId: ack?.controlId ?? '', code: ack?.code ?? 'not an ACK', at, bytes };
};

/** Opens a connection. Rejects when there is none in time. */
export const openWire = async (setting: WireSetting): Promise<OpenWire> => {
  const { clock, waitMs, beats = loopBeats } = setting;
  const socket = await connected(setting);
  const framer = new MllpFramer(MOST_ACK_BYTES);
  const traffic: Traffic = { sent: new Map(), came: [], junk: 0, gaveUp: new Map() };
  const counts = new Map<string, number>();
  let wake: () => void = () => undefined;
  let isOver = false;

  const over = (): void => {
    isOver = true;
    wake();
  };
  socket.on('data', (chunk: Buffer) => {
    for (const frame of framer.push(chunk)) {
      if (traffic.came.length >= MOST_ACKS) return;
      const ack = readAck(frame.bytes, clock.now());
      traffic.came.push(ack);
      counts.set(ack.controlId, (counts.get(ack.controlId) ?? 0) + 1);
    }
    wake();
  });
  // A peer that resets, or closes early, is what some cases are about.
  socket.on('error', over);
  socket.on('close', over);
  socket.on('end', over);

  const write = (bytes: Buffer): Promise<void> =>
    new Promise((resolve) => {
      if (isOver || socket.destroyed || socket.writableEnded) return resolve();
      const done = (): void => {
        socket.off('close', done);
        resolve();
      };
      socket.once('close', done);
      socket.write(bytes, done);
    });

  const missing = (messages: readonly TalkMessage[], acks: number): readonly TalkMessage[] =>
    messages.filter((m) => (counts.get(m.controlId) ?? 0) < acks);

  const hear = (ms: number, isDone: () => boolean): Promise<Listened> =>
    listen({
      clock,
      beats,
      waitMs: ms,
      came: () => traffic.came.length,
      isOver: () => isOver || isDone(),
      onWake: (call) => {
        wake = call;
      },
    });

  return {
    traffic,
    send: async (messages, pieces) => {
      const list = listOf(messages);
      for (const message of list) traffic.sent.set(message, clock.now());
      const all = pieces ?? [Buffer.concat(list.map((m) => m.frame))];
      for (const [i, piece] of all.entries()) {
        // oxlint-disable-next-line no-await-in-loop -- pieces follow each other
        if (i > 0) await later(BETWEEN_PIECES_MS);
        // oxlint-disable-next-line no-await-in-loop -- as above
        await write(piece);
      }
    },
    raw: async (bytes, junk = 0) => {
      traffic.junk += junk;
      await write(bytes);
    },
    answered: async (messages, acks = 1) => {
      const list = listOf(messages);
      if (acks === 0) return true;
      const { waitedMs, heard } = await hear(waitMs, () => missing(list, acks).length === 0);
      const at = clock.now();
      for (const message of missing(list, acks)) traffic.gaveUp.set(message, { at, waitedMs, closed: isOver, heard });
      return list.every((m) => counts.get(m.controlId) === acks);
    },
    watch: async (ms) => {
      if (isOver || socket.destroyed || socket.isPaused()) return undefined;
      const { waitedMs, heard } = await hear(ms, () => false);
      return heard && !isOver ? waitedMs : undefined;
    },
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    end: () => socket.end(),
    reset: () => {
      isOver = true;
      socket.resetAndDestroy();
    },
    finish: async () => {
      if (socket.destroyed) return;
      socket.resume();
      if (!socket.writableEnded) socket.end();
      if (!isOver) {
        const closing = new Promise<void>((resolve) => {
          wake = resolve;
        });
        await Promise.race([closing, later(CLOSING_MS)]);
      }
      socket.destroy();
    },
  };
};
