import type { Socket } from 'node:net';
import { MllpFramer } from '../../../contract/wire/hl7v2/mllp.ts';
import type { Frame } from '../../../contract/wire/hl7v2/mllp.ts';
import type { Share } from './held-bytes.ts';

/** Bounds on one connection. */
export interface ConnectionLimits {
  /** Largest message, bytes. */
  readonly maxMessageBytes: number;
  /** A connection that completes no message for so long is closed, whatever bytes trickle in. */
  readonly idleTimeoutMs: number;
  /** Messages read and not yet answered; at this number reading pauses. */
  readonly maxInFlight: number;
}

/** For the answer in hand, once the end has come. */
const GRACE_MS = 2000;

/** Answers one frame with the bytes to send back: one acknowledgement, two, or none as the sender asked. A rejection is a defect of ours and closes the connection. */
export type Answer = (frame: Frame) => Promise<Buffer>;

/**
 * One MLLP connection: cuts the stream into messages, answers them one after the other in the order
 * they came, and writes each answer before it takes the next message. Memory is bounded: reading
 * pauses while `maxInFlight` messages or `maxMessageBytes` bytes wait, an answer that the peer
 * does not read holds everything up until the idle timeout closes the connection, and one for which there is no room
 * among the others is closed: nothing that it has no answer to has had an effect that is lost.
 */
export class Connection {
  readonly #socket: Socket;
  readonly #limits: ConnectionLimits;
  readonly #answer: Answer;
  readonly #share: Share;
  readonly #framer: MllpFramer;
  #waiting: Frame[] = [];
  #waitingBytes = 0;
  #working = false;
  #answering = false;
  #stopping = false;
  #peerEnded = false;
  #timer: NodeJS.Timeout | undefined;
  /** Settles when the socket is closed and no message is being handled any more. */
  readonly done: Promise<void>;
  #settle: () => void = () => {};
  /** Ends the wait for the answer that is being written. */
  #letGo: () => void = () => {};

  constructor(socket: Socket, limits: ConnectionLimits, answer: Answer, share: Share) {
    this.#socket = socket;
    this.#limits = limits;
    this.#answer = answer;
    this.#share = share;
    this.#framer = new MllpFramer(limits.maxMessageBytes);
    this.done = new Promise((resolve) => {
      this.#settle = resolve;
    });
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    socket.on('end', () => this.#end());
    // What went wrong on the wire, the close that follows tells: nothing unanswered has had an effect that is lost.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#closed());
    this.#watch();
  }

  /**
   * Finishes and answers the message in hand, then closes; a peer that does not read the answer is waited for no longer
   * than two seconds. What was read and not begun is left to be sent again.
   */
  stop(): void {
    this.#stopping = true;
    if (!this.#working) this.#socket.destroy();
    else if (!this.#answering) this.#watch();
  }

  #watch(): void {
    if (!this.#stopping && this.#timer !== undefined && !this.#socket.destroyed) {
      // The same timer again: a new one for each message is what the listening thread would clear away later.
      this.#timer.refresh();
      return;
    }
    clearTimeout(this.#timer);
    if (this.#socket.destroyed) return;
    const { idleTimeoutMs } = this.#limits;
    const waitMs = this.#stopping ? Math.min(GRACE_MS, idleTimeoutMs) : idleTimeoutMs;
    this.#timer = setTimeout(() => {
      // While its answer is being made the peer keeps nobody waiting; the time begins anew behind it.
      if (!this.#answering) this.#socket.destroy();
    }, waitMs);
  }

  #receive(chunk: Buffer): void {
    for (const frame of this.#framer.push(chunk)) {
      this.#waiting.push(frame);
      this.#waitingBytes += frame.bytes.length;
    }
    if (!this.#share.holds(this.#framer.held + this.#waitingBytes)) {
      this.#socket.destroy();
      return;
    }
    if (this.#isFull()) this.#socket.pause();
    void this.#work();
  }

  #isFull(): boolean {
    return this.#waiting.length >= this.#limits.maxInFlight || this.#waitingBytes >= this.#limits.maxMessageBytes;
  }

  /** The peer has sent everything. It may still wait for answers, so our side stays open until they are written. */
  #end(): void {
    this.#peerEnded = true;
    void this.#work();
  }

  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    try {
      while (this.#waiting.length > 0) {
        const batch = this.#waiting;
        this.#waiting = [];
        for (const frame of batch) {
          if (this.#socket.destroyed || this.#stopping) return;
          // oxlint-disable-next-line no-await-in-loop -- one connection's messages are handled in order
          await this.#exchange(frame);
          this.#waitingBytes -= frame.bytes.length;
          this.#share.holds(this.#framer.held + this.#waitingBytes);
        }
        if (!this.#isFull()) this.#socket.resume();
      }
    } catch {
      this.#socket.destroy();
    } finally {
      this.#working = false;
      if (this.#stopping) this.#socket.destroy();
      else if (this.#peerEnded) this.#socket.end();
      if (this.#socket.closed) this.#settle();
    }
  }

  async #exchange(frame: Frame): Promise<void> {
    this.#answering = true;
    const bytes = await this.#answer(frame);
    this.#answering = false;
    this.#watch();
    await this.#write(bytes);
    this.#watch();
  }

  /** Resolves when the bytes are handed to the kernel or the socket is gone. */
  async #write(bytes: Buffer): Promise<void> {
    if (this.#socket.destroyed || bytes.length === 0) return;
    await new Promise<void>((resolve) => {
      this.#letGo = resolve;
      this.#socket.write(bytes, () => resolve());
    });
  }

  #closed(): void {
    clearTimeout(this.#timer);
    this.#letGo();
    this.#waiting = [];
    this.#share.holds(0);
    if (!this.#working) this.#settle();
  }
}
