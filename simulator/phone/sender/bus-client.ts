import {
  BUS_PROTOCOL,
  FromHarness,
  type FromSender,
  type Unnumbered,
} from '../../../contract/wire/device-bus/messages.ts';

type Answer = Extract<FromHarness, { re?: unknown }>;

/** The phone's side of the device bus: numbers what is sent and brings answers to who asked. */
export class BusClient {
  readonly #socket: WebSocket;
  readonly #event: (message: FromHarness) => void;
  readonly #pending = new Map<number, (answer: Answer | undefined) => void>();
  #sent = 0;
  #latest = 0;

  private constructor(socket: WebSocket, event: (message: FromHarness) => void) {
    this.#socket = socket;
    this.#event = event;
    socket.addEventListener('message', ({ data }) => this.#message(String(data)));
    socket.addEventListener('close', () => {
      for (const answer of this.#pending.values()) answer(undefined);
      this.#pending.clear();
    });
  }

  /** Rejects where nobody answers. `event`: everything that is no answer. */
  static async open(url: string, event: (message: FromHarness) => void): Promise<BusClient> {
    const socket = new WebSocket(url, BUS_PROTOCOL);
    const client = new BusClient(socket, event);
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener('open', () => resolve(), { once: true });
      socket.addEventListener('error', () => reject(new Error(`no device bus at ${url}`)), { once: true });
    });
    return client;
  }

  /** The number of the last message that came. */
  get latest(): number {
    return this.#latest;
  }

  get isOpen(): boolean {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  tell(message: Unnumbered<FromSender>): void {
    this.#send(message);
  }

  /** Undefined: the bus ended first. */
  async ask(message: Unnumbered<FromSender>): Promise<Answer | undefined> {
    return await new Promise((resolve) => {
      const n = this.#send(message);
      if (n === undefined) resolve(undefined);
      else this.#pending.set(n, resolve);
    });
  }

  close(): void {
    this.#socket.close();
  }

  #send(message: Unnumbered<FromSender>): number | undefined {
    if (!this.isOpen) return undefined;
    this.#sent += 1;
    this.#socket.send(JSON.stringify({ n: this.#sent, ...message }));
    return this.#sent;
  }

  #message(text: string): void {
    const parsed = FromHarness.safeParse(JSON.parse(text));
    if (!parsed.success) return;
    const message = parsed.data;
    this.#latest = message.n;
    const answer = 're' in message && message.re !== undefined ? this.#pending.get(message.re) : undefined;
    if (answer === undefined) return this.#event(message);
    this.#pending.delete((message as { re: number }).re);
    return answer(message as Answer);
  }
}
