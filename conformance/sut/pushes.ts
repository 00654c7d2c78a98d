import type { RunClock } from '../history/clock.ts';
import type { PushEndpoint } from '../sight/push/push-endpoint.ts';
import type { PushedMessage } from '../sight/push/pushed.ts';
import { type PushListener, startPushListener } from '../sight/push/push-listener.ts';

/** One subscription of a run: where it is told, and what the system calls it. */
export interface OpenSubscription {
  readonly endpoint: PushEndpoint;
  /** `Subscription/s1`; undefined: it was not made. */
  reference?: string;
}

/** The subscriptions of a run, behind one listener that is started with the first of them. */
export class Pushes {
  readonly #clock: RunClock;
  readonly #open = new Map<string, OpenSubscription>();
  #listener: Promise<PushListener> | undefined;

  constructor(clock: RunClock) {
    this.#clock = clock;
  }

  /** A new one under a name; one that was there under it is told no more. `onMessage`: takes messages, which then are not kept. */
  async begin(name: string, onMessage?: (message: PushedMessage) => void): Promise<OpenSubscription> {
    const listener = await (this.#listener ??= startPushListener(this.#clock));
    this.#open.get(name)?.endpoint.end();
    const begun: OpenSubscription = { endpoint: listener.endpoint(onMessage) };
    this.#open.set(name, begun);
    return begun;
  }

  find(name: string): OpenSubscription | undefined {
    return this.#open.get(name);
  }

  async close(): Promise<void> {
    await (await this.#listener)?.close();
  }
}
