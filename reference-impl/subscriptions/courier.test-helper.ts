import { JANE, RIVERA } from '../world.test-helper.ts';
import { keyOf } from '../../contract/domain/identifier.ts';
import type { Deliver, Notification, Subscription, WantedSubscription } from './subscription.ts';

/** Everything of Jane's that lies with Rivera, in full. */
export const wishOf = (over: Partial<WantedSubscription> = {}): WantedSubscription => ({
  status: 'requested',
  reason: 'a test',
  criteria: [{ parameter: 'owner', anyOf: [keyOf(RIVERA)] }],
  filters: ['Task?owner=PractitionerRole/c1'],
  endpoint: 'http://127.0.0.1:9911/notify/1',
  content: 'full-resource',
  headers: ['Authorization: Bearer secret'],
  ...over,
});

export const subscriptionOf = (over: Partial<Subscription> = {}): Subscription => {
  const { headers: _secret, ...wish } = wishOf();
  return {
    ...wish,
    status: 'requested',
    end: '2026-03-10T00:00:00Z',
    by: { role: 'ehr', client: 'vp-ehr' },
    ...over,
  };
};

export const OF_JANE = { parameter: 'patient', anyOf: [keyOf(JANE)] } as const;

/** Waits until `holds`, a turn of the event loop at a time; gives up loudly. */
export const until = async (holds: () => boolean): Promise<void> => {
  const givenUpMs = performance.now() + 10_000;
  while (!holds()) {
    if (performance.now() > givenUpMs) throw new Error('it never came to that');
    // oxlint-disable-next-line no-await-in-loop -- it is the loop
    await new Promise((resolve) => setImmediate(resolve));
  }
};

/** Lets everything happen that waits for nothing but its turn. */
export const quiet = async (): Promise<void> => {
  // oxlint-disable-next-line no-await-in-loop -- one turn after the other
  for (let i = 0; i < 20; i += 1) await new Promise((resolve) => setImmediate(resolve));
};

/** Stands in for all endpoints: remembers what came, and answers as `answer` says (by default it takes everything). */
export class Courier {
  readonly came: Notification[] = [];
  /** Why a message is not taken; undefined: it is. */
  answer: (notification: Notification) => Promise<string | undefined> | string | undefined = () => undefined;
  /** Messages that wait for their answer, at the same time, of one subscription. */
  mostAtOnce = 0;
  readonly #open = new Map<string, number>();

  readonly deliver: Deliver = async (notification) => {
    const { id } = notification;
    this.came.push(notification);
    const open = (this.#open.get(id) ?? 0) + 1;
    this.#open.set(id, open);
    this.mostAtOnce = Math.max(this.mostAtOnce, open);
    try {
      return await this.answer(notification);
    } finally {
      this.#open.set(id, open - 1);
    }
  };

  kinds(id?: string): readonly string[] {
    return this.came.filter((n) => id === undefined || n.id === id).map((n) => n.kind);
  }

  /** Event numbers in the order they came, repetitions and all. */
  numbers(id?: string): readonly number[] {
    return this.came.filter((n) => id === undefined || n.id === id).flatMap((n) => n.events.map((e) => e.number));
  }
}
