import type { PushedEvent, PushedMessage } from './pushed.ts';

/** Where one subscription is told. Whoever follows it sees everything from its first message on. */
export class PushEndpoint {
  /** Stands in `Subscription.channel.endpoint`; nobody can guess it. */
  readonly url: string;
  /** While it is away, connections that bring a message are cut before it is read. */
  isAway = false;
  readonly #most: number;
  readonly #onMessage: ((message: PushedMessage) => void) | undefined;
  readonly #messages: PushedMessage[] = [];
  #waiting: (() => void)[] = [];
  #ended = false;

  /** `onMessage`: takes messages, which then are not kept. */
  constructor(url: string, most: number, onMessage?: (message: PushedMessage) => void) {
    this.url = url;
    this.#onMessage = onMessage;
    this.#most = most;
  }

  /** All that came so far, in the order in which it came. */
  get messages(): readonly PushedMessage[] {
    return this.#messages;
  }

  /** Keeps a message. False: there are too many, or it has ended. */
  take(message: PushedMessage): boolean {
    if (this.#ended || this.#messages.length >= this.#most) return false;
    if (this.#onMessage !== undefined) {
      this.#onMessage(message);
      return true;
    }
    this.#messages.push(message);
    this.#wake();
    return true;
  }

  /** Messages as they come, those that are there first, until `end`. */
  async *stream(): AsyncGenerator<PushedMessage, void> {
    for (let next = 0; ;) {
      const message = this.#messages[next];
      if (message !== undefined) {
        next += 1;
        yield message;
      } else if (this.#ended) return;
      else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** Events as they come, repetitions and all. */
  async *events(): AsyncGenerator<PushedEvent, void> {
    for await (const { events } of this.stream()) yield* events;
  }

  /** Waits until what came so far is enough. False: it was not within `timeoutMs`. */
  async until(isEnough: (messages: readonly PushedMessage[]) => boolean, timeoutMs: number): Promise<boolean> {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      this.#wake();
    }, timeoutMs);
    try {
      while (!isEnough(this.#messages)) {
        if (late || this.#ended) return false;
        await new Promise<void>((resolve) => this.#waiting.push(resolve));
      }
      return true;
    } finally {
      clearTimeout(timer);
    }
  }

  end(): void {
    this.#ended = true;
    this.#wake();
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
