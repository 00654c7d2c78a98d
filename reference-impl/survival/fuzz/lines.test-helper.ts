import { once } from 'node:events';
import net from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { MllpFramer } from '../../../contract/wire/hl7v2/mllp.ts';
import type { HttpAnswer } from './judge.test-helper.ts';

/** It was not answered, or the connection ended without a word. */
export class Unanswered extends Error {}

/** A connection of which what came is looked at again whenever something comes. */
export class Line {
  readonly socket: net.Socket;
  readonly #boundMs: number;
  #wake: () => void = () => {};

  protected constructor(socket: net.Socket, boundMs: number, came: (chunk: Buffer) => void) {
    this.socket = socket;
    this.#boundMs = boundMs;
    socket.on('data', (chunk: Buffer) => {
      came(chunk);
      this.#wake();
    });
    socket.on('close', () => this.#wake());
    // What was cut off is told by the close.
    socket.on('error', () => socket.destroy());
  }

  protected static async connect(port: number): Promise<net.Socket> {
    const socket = net.connect({ host: '127.0.0.1', port, noDelay: true, allowHalfOpen: true });
    await once(socket, 'connect');
    return socket;
  }

  /** Writes pieces in segments of their own, as far as the kernel lets it. */
  async write(pieces: readonly Buffer[]): Promise<void> {
    for (const piece of pieces) {
      if (this.socket.destroyed) return;
      if (!this.socket.write(piece)) {
        // oxlint-disable-next-line no-await-in-loop -- as fast as the other side reads
        await this.until(
          () => this.socket.writableLength === 0,
          'not read',
          () => this.socket.once('drain', this.#wake),
        );
      }
      // oxlint-disable-next-line no-await-in-loop -- one segment after the other
      if (pieces.length > 1) await turn();
    }
  }

  /** Waits until it is so. Throws Unanswered where the connection ends before, or the time is over. */
  async until(isSo: () => boolean, what: string, arm: () => void = () => {}): Promise<void> {
    const late = setTimeout(() => {
      isLate = true;
      this.#wake();
    }, this.#boundMs);
    let isLate = false;
    try {
      while (!isSo()) {
        if (isLate) throw new Unanswered(`${what} within ${this.#boundMs} ms`);
        if (this.socket.closed) throw new Unanswered(`${what} before the connection was closed`);
        // oxlint-disable-next-line no-await-in-loop -- woken by data, close or time
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
          arm();
        });
      }
    } finally {
      clearTimeout(late);
    }
  }
}

/** A connection of MLLP that reads acknowledgements. */
export class MllpLine extends Line {
  #acks: Buffer[] = [];

  private constructor(socket: net.Socket, boundMs: number) {
    const framer = new MllpFramer();
    super(socket, boundMs, (chunk) => this.#acks.push(...framer.push(chunk).map(({ bytes }) => Buffer.from(bytes))));
  }

  static async to(port: number, boundMs: number): Promise<MllpLine> {
    return new MllpLine(await Line.connect(port), boundMs);
  }

  /** What was acknowledged up to the one of `id`, without that one; that one apart. */
  async upTo(id: string): Promise<{ readonly before: readonly Buffer[]; readonly last: Buffer }> {
    const ends = Buffer.from(`|${id}\r`);
    let seen = 0;
    let at = -1;
    await this.until(() => {
      while (at === -1 && seen < this.#acks.length) {
        if (this.#acks[seen]?.includes(ends) === true) at = seen;
        seen += 1;
      }
      return at !== -1;
    }, `no acknowledgement of ${id}`);
    const all = this.#acks;
    this.#acks = all.slice(at + 1);
    return { before: all.slice(0, at), last: all[at] ?? Buffer.alloc(0) };
  }

  /** Says that nothing more comes, and gives what is acknowledged until the other side ends too. */
  async finish(): Promise<readonly Buffer[]> {
    this.socket.end();
    await this.until(() => this.socket.closed, 'the connection was not closed');
    return this.#acks;
  }
}

const HEAD_END = '\r\n\r\n';

/** A connection of HTTP/1.1 on which requests do not wait for each other's answers. */
export class HttpLine extends Line {
  #bytes: Buffer = Buffer.alloc(0);
  #answers: HttpAnswer[] = [];

  private constructor(socket: net.Socket, boundMs: number) {
    super(socket, boundMs, (chunk) => {
      this.#bytes = this.#bytes.length === 0 ? chunk : Buffer.concat([this.#bytes, chunk]);
      for (let answer = this.#take(); answer !== undefined; answer = this.#take()) this.#answers.push(answer);
    });
  }

  static async to(port: number, boundMs: number): Promise<HttpLine> {
    return new HttpLine(await Line.connect(port), boundMs);
  }

  #take(): HttpAnswer | undefined {
    const end = this.#bytes.indexOf(HEAD_END);
    if (end === -1) return undefined;
    const head = this.#bytes.subarray(0, end).toString('latin1');
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
    const from = end + HEAD_END.length;
    if (this.#bytes.length < from + length) return undefined;
    const body = this.#bytes.subarray(from, from + length).toString('utf8');
    this.#bytes = this.#bytes.subarray(from + length);
    return { status: Number(head.slice(9, 12)), body, closes: /\r\nconnection: close/i.test(head) };
  }

  /** Sends requests at once; gives the answers, which are fewer where the last of them closes the connection. */
  async ask(requests: readonly Buffer[]): Promise<readonly HttpAnswer[]> {
    await this.write([Buffer.concat(requests)]);
    await this.until(
      () => this.#answers.length === requests.length || this.#answers.at(-1)?.closes === true,
      'no answer',
    );
    return this.#answers.splice(0);
  }
}
