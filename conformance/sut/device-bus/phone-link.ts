import type { WebSocket } from 'ws';
import {
  FromSender,
  type FromHarness,
  MAX_MESSAGE_BYTES,
  type Unnumbered,
} from '../../../contract/wire/device-bus/messages.ts';

/** Messages a sender may have outstanding, so that one that floods is told to stop. */
const MOST_MESSAGES = 100_000;

const KNOWN: ReadonlySet<string> = new Set(FromSender.options.map((option) => option.shape.t.value));

/** One connection of a sender: numbers what is sent, holds what comes to the schema and to its numbers. */
export class PhoneLink {
  readonly #socket: WebSocket;
  readonly #receive: (message: FromSender) => void;
  readonly #broke: (why: string) => void;
  #sent = 0;
  #received = 0;

  constructor(socket: WebSocket, receive: (message: FromSender) => void, broke: (why: string) => void) {
    this.#socket = socket;
    this.#receive = receive;
    this.#broke = broke;
    socket.on('message', (data, isBinary) => this.#message(isBinary ? undefined : String(data)));
    // What went wrong on the wire, the close that follows tells.
    socket.on('error', () => socket.terminate());
  }

  /** The number of the latest message that was sent. */
  get latest(): number {
    return this.#sent;
  }

  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  /** Gives the number that the message was sent with. */
  send(message: Unnumbered<FromHarness>): number {
    this.#sent += 1;
    if (this.isOpen) this.#socket.send(JSON.stringify({ n: this.#sent, ...message }));
    return this.#sent;
  }

  close(): void {
    this.#socket.close(1000);
  }

  terminate(): void {
    this.#socket.terminate();
  }

  /** Resolves when the connection is over. */
  async closed(): Promise<void> {
    if (this.#socket.readyState === this.#socket.CLOSED) return;
    await new Promise<void>((resolve) => this.#socket.once('close', () => resolve()));
  }

  #message(text: string | undefined): void {
    if (text === undefined || Buffer.byteLength(text) > MAX_MESSAGE_BYTES)
      return this.#break('a message is a text of at most 64 KiB');
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      return this.#break('a message is one JSON object');
    }
    const { t, n } = (json ?? {}) as { readonly t?: unknown; readonly n?: unknown };
    this.#received += 1;
    if (n !== this.#received) return this.#break(`message ${String(n)} where ${this.#received} comes next`);
    if (this.#received > MOST_MESSAGES) return this.#break(`more than ${MOST_MESSAGES} messages`);
    if (typeof t !== 'string' || !KNOWN.has(t)) {
      this.send({ t: 'error', re: this.#received, code: 'unknown-type' });
      return undefined;
    }
    const message = FromSender.safeParse(json);
    if (!message.success) {
      const [issue] = message.error.issues;
      return this.#break(`${t}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
    }
    return this.#receive(message.data);
  }

  #break(why: string): void {
    this.#broke(why);
    if (this.isOpen) this.#socket.close(1008, why.slice(0, 100));
  }
}
