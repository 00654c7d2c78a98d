import { describe, expect, test } from 'vitest';
import type { InboxItem } from '../../contract/domain/inbox-item.ts';
import { isoOf, msOf } from '../clock/instant.ts';
import type { Kept } from '../store/documents.ts';
import { openStore } from '../store/open-store.ts';
import { JANE, RIVERA, START } from '../world.test-helper.ts';
import { TIMING } from './bounds.ts';
import { Courier, quiet, subscriptionOf } from './courier.test-helper.ts';
import { createDispatcher } from './dispatcher.ts';
import type { Subscription } from './subscription.ts';

const itemOf = (n: number): Kept<InboxItem> => ({
  seq: n,
  id: `i${n}`,
  version: 1,
  lastUpdated: isoOf(START + n),
  body: {
    identifier: { system: 'i', value: `i${n}` },
    version: 1,
    kind: 'critical',
    status: 'new',
    patient: JANE,
    order: { system: 'o', value: '1' },
    recipient: RIVERA,
    interpretation: [],
    history: [],
  },
});

/** A store, a worker on it, and clocks that move by hand. */
const set = () => {
  let ticks = 0;
  let nowMs = START;
  let ringAt: number | undefined;
  let ring = (): void => {};
  let full = false;
  const store = openStore(':memory:', () => nowMs, { afterCommit: () => dispatcher.committed() });
  const table = store.tables.subscriptions;
  const dispatcher = createDispatcher({
    leads: () => true,
    table,
    commit: (work) => (full ? Promise.reject(new Error('full')) : store.writers.run(work)),
    nowMs: () => nowMs,
    ticksMs: () => ticks,
    makeAlarm: (wake) => {
      ring = wake;
      return {
        set: (atMs) => {
          ringAt = atMs;
        },
        close: () => {
          ringAt = undefined;
        },
      };
    },
    timing: TIMING,
    allowedHosts: [],
  });
  const courier = new Courier();
  const change = async (work: () => void): Promise<void> => {
    await store.writers.run(() => {
      work();
      dispatcher.touch();
    });
    await quiet();
  };
  let items = 0;
  return {
    table,
    courier,
    dispatcher,
    store,
    ringAt: () => ringAt,
    setFull: (is: boolean) => {
      full = is;
    },
    change,
    add: async (over: Partial<Subscription> = {}) => {
      let seq = 0;
      await change(() => {
        seq = table.add(subscriptionOf(over), ['Authorization: Bearer secret']).seq;
      });
      return seq;
    },
    /** An item for these subscriptions. */
    event: (...seqs: readonly number[]) =>
      change(() => {
        items += 1;
        for (const seq of seqs) table.addEvent(seq, itemOf(items));
      }),
    /** Time goes on, and the alarm rings if it was set for then. */
    pass: async (ms: number) => {
      ticks += ms;
      nowMs += ms;
      if (ringAt !== undefined && ringAt <= ticks) ring();
      await quiet();
    },
    statusOf: (seq: number) => table.documents.bySeq(seq)?.body.status,
    errorOf: (seq: number) => table.documents.bySeq(seq)?.body.error,
  };
};

describe('the worker', () => {
  test('sends headers to the endpoint that they were given for alone, also where another process changes both meanwhile', async () => {
    const { courier, dispatcher, add, table } = set();
    await add();
    const { headersOf } = table;
    let isFirst = true;
    Object.assign(table, {
      headersOf: (seq: number) => {
        const kept = table.documents.bySeq(seq);
        if (isFirst && kept !== undefined) {
          isFirst = false;
          table.setHeaders(seq, ['X-Other: 1']);
          table.revise(kept, { ...kept.body, endpoint: 'http://127.0.0.1:9911/other' });
        }
        return headersOf(seq);
      },
    });
    dispatcher.serve(courier.deliver);
    await quiet();
    expect(courier.came.map(({ subscription, headers }) => [subscription.endpoint, headers])).toEqual([
      ['http://127.0.0.1:9911/other', ['X-Other: 1']],
    ]);
  });

  test('begins with a handshake, and sends events only once that was taken', async () => {
    const { courier, dispatcher, add, event, statusOf, table } = set();
    const seq = await add();
    expect(courier.came).toEqual([]);
    let answer = (_problem?: string): void => {};
    courier.answer = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    dispatcher.serve(courier.deliver);
    await quiet();
    expect(courier.kinds()).toEqual(['handshake']);
    expect(courier.came[0]).toMatchObject({ headers: ['Authorization: Bearer secret'], last: 0, events: [] });
    expect([statusOf(seq), table.progressOf(seq).started]).toEqual(['requested', false]);
    courier.answer = () => undefined;
    answer();
    await quiet();
    expect([statusOf(seq), table.progressOf(seq).started]).toEqual(['active', true]);
    await event(seq);
    await event(seq);
    expect(courier.numbers()).toEqual([1, 2]);
    expect(courier.came.at(-1)).toMatchObject({ kind: 'event-notification', last: 2, events: [{ itemId: 'i2' }] });
    expect(table.progressOf(seq)).toEqual({ started: true, last: 2, delivered: 2 });
  });

  test('tries a handshake three times, then says why it gave up, and leaves it until it is asked for again', async () => {
    const { courier, dispatcher, add, pass, statusOf, errorOf, ringAt, change, table } = set();
    courier.answer = () => 'the endpoint answered 500';
    dispatcher.serve(courier.deliver);
    const seq = await add();
    expect([courier.came.length, ringAt(), statusOf(seq)]).toEqual([1, 500, 'requested']);
    await pass(499);
    expect(courier.came).toHaveLength(1);
    await pass(1);
    expect([courier.came.length, ringAt()]).toEqual([2, 1500]);
    await pass(1000);
    expect([courier.came.length, statusOf(seq), errorOf(seq)]).toEqual([3, 'error', 'the endpoint answered 500']);
    expect(ringAt()).toBe(msOf('2026-03-10T00:00:00Z') - START);
    await pass(10_000_000);
    expect(courier.came).toHaveLength(3);
    courier.answer = () => undefined;
    await change(() => {
      const kept = table.documents.bySeq(seq);
      if (kept !== undefined) table.revise(kept, subscriptionOf({ end: '2026-04-01T00:00:00Z' }));
    });
    expect([statusOf(seq), errorOf(seq), courier.came.length]).toEqual(['active', undefined, 4]);
  });

  test('sends an event until it is taken, by growing pauses; goes into error and comes back by itself', async () => {
    const { courier, dispatcher, add, event, pass, statusOf, errorOf, table } = set();
    dispatcher.serve(courier.deliver);
    const seq = await add();
    courier.answer = () => 'no answer';
    await event(seq);
    for (const ms of [500, 1000, 2000]) {
      // oxlint-disable-next-line no-await-in-loop -- time passes in order
      await pass(ms);
    }
    expect([courier.numbers(), statusOf(seq)]).toEqual([[1, 1, 1, 1], 'active']);
    await pass(4000);
    expect([courier.numbers().length, statusOf(seq), errorOf(seq)]).toEqual([5, 'error', 'no answer']);
    await event(seq);
    expect(table.progressOf(seq)).toEqual({ started: true, last: 2, delivered: 0 });
    courier.answer = () => undefined;
    await pass(7999);
    expect(courier.numbers()).toHaveLength(5);
    await pass(1);
    expect(courier.numbers()).toEqual([1, 1, 1, 1, 1, 1, 2]);
    expect([statusOf(seq), errorOf(seq), table.progressOf(seq).delivered]).toEqual(['active', undefined, 2]);
  });

  test('has one message of a subscription under way, and none waits for another subscription', async () => {
    const { courier, dispatcher, add, event } = set();
    dispatcher.serve(courier.deliver);
    const slow = await add();
    const swift = await add({ reason: 'swift' });
    courier.answer = ({ id }) => (id === `s${slow}` ? new Promise(() => {}) : undefined);
    await event(slow, swift);
    await event(slow, swift);
    await event(slow, swift);
    expect(courier.numbers(`s${slow}`)).toEqual([1]);
    expect(courier.numbers(`s${swift}`)).toEqual([1, 2, 3]);
    expect(courier.mostAtOnce).toBe(1);
  });

  test('puts as many events into one message as were asked for', async () => {
    const { courier, dispatcher, add, event, pass } = set();
    dispatcher.serve(courier.deliver);
    const seq = await add({ maxCount: 2 });
    courier.answer = () => 'not now';
    for (let i = 0; i < 5; i += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one item after the other
      await event(seq);
    }
    courier.answer = () => undefined;
    courier.came.length = 0;
    await pass(60_000);
    expect(courier.came.map((n) => n.events.map((e) => e.number))).toEqual([[1, 2], [3, 4], [5]]);
  });

  test('beats after so long a silence, counted from what was last taken', async () => {
    const { courier, dispatcher, add, event, pass } = set();
    dispatcher.serve(courier.deliver);
    const seq = await add({ heartbeatS: 10 });
    await pass(9_999);
    expect(courier.kinds()).toEqual(['handshake']);
    await event(seq);
    await pass(9_999);
    expect(courier.kinds()).toEqual(['handshake', 'event-notification']);
    await pass(1);
    await pass(10_000);
    expect(courier.kinds()).toEqual(['handshake', 'event-notification', 'heartbeat', 'heartbeat']);
    expect(courier.came.at(-1)).toMatchObject({ last: 1, events: [] });
  });

  test('ends a subscription at its end, with what was not delivered', async () => {
    const { courier, dispatcher, add, pass, statusOf, event, table } = set();
    dispatcher.serve(courier.deliver);
    const seq = await add({ end: isoOf(START + 60_000) });
    courier.answer = () => 'gone';
    await event(seq);
    await pass(59_999);
    const before = courier.came.length;
    await pass(1);
    expect([statusOf(seq), courier.came.length]).toEqual(['off', before]);
    expect([table.headersOf(seq), table.served()]).toEqual([[], []]);
    await pass(100_000);
    expect(courier.came.length).toBe(before);
  });

  test('goes on where it could not be written down what was taken, and writes it with the next', async () => {
    const { courier, dispatcher, add, event, pass, setFull, table } = set();
    dispatcher.serve(courier.deliver);
    const seq = await add();
    setFull(true);
    await event(seq);
    await event(seq);
    expect([courier.numbers(), table.progressOf(seq).delivered]).toEqual([[1, 2], 0]);
    setFull(false);
    await event(seq);
    await pass(500);
    expect([courier.numbers(), table.progressOf(seq).delivered]).toEqual([[1, 2, 3], 3]);
  });

  test('does not turn in circles where an end cannot be written down', async () => {
    const { dispatcher, courier, add, pass, setFull, statusOf, ringAt } = set();
    dispatcher.serve(courier.deliver);
    const seq = await add({ end: isoOf(START + 1000) });
    setFull(true);
    await pass(1000);
    expect([statusOf(seq), ringAt()]).toEqual(['active', 1500]);
    setFull(false);
    await pass(500);
    expect(statusOf(seq)).toBe('off');
  });

  test('looks again after a pause where the store cannot be read', async () => {
    const { dispatcher, courier, add, event, pass, table } = set();
    dispatcher.serve(courier.deliver);
    const seq = await add();
    const { served } = table;
    let broken = 0;
    Object.assign(table, {
      served: () => {
        broken += 1;
        throw new Error('disk');
      },
    });
    await event(seq);
    expect([broken, courier.numbers()]).toEqual([1, []]);
    Object.assign(table, { served });
    await pass(60_000);
    expect(courier.numbers()).toEqual([1]);
  });

  test('never sends to an endpoint that this installation does not allow, though it was kept by another', async () => {
    const { courier, dispatcher, add, pass, statusOf, errorOf } = set();
    dispatcher.serve(courier.deliver);
    const seq = await add({ endpoint: 'http://10.0.0.1/' });
    await pass(500);
    await pass(1000);
    expect([courier.came.length, statusOf(seq)]).toEqual([0, 'error']);
    expect(errorOf(seq)).toMatch(/loopback/);
  });

  test('takes a courier that breaks for one that fails', async () => {
    const { courier, dispatcher, add, pass, statusOf } = set();
    courier.answer = () => {
      throw new Error('a defect');
    };
    dispatcher.serve(courier.deliver);
    const seq = await add();
    courier.answer = () => undefined;
    await pass(500);
    expect(statusOf(seq)).toBe('active');
  });

  test('does not undo a change that was made while its message was under way', async () => {
    const { courier, dispatcher, add, change, statusOf, table } = set();
    let answer = (_problem?: string): void => {};
    courier.answer = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    dispatcher.serve(courier.deliver);
    const seq = await add();
    await change(() => {
      const kept = table.documents.bySeq(seq);
      if (kept !== undefined) table.revise(kept, subscriptionOf({ status: 'off' }));
    });
    answer();
    await quiet();
    expect([statusOf(seq), table.progressOf(seq).started]).toEqual(['off', false]);
  });

  test('has written down what was taken when it has stopped', async () => {
    const { courier, dispatcher, add, event, table } = set();
    dispatcher.serve(courier.deliver);
    const seq = await add();
    let answer = (_problem?: string): void => {};
    courier.answer = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    await event(seq);
    answer();
    // oxlint-disable-next-line no-await-in-loop -- until the answer is known, and no commit has come
    for (let i = 0; i < 20; i += 1) await Promise.resolve();
    expect(table.progressOf(seq).delivered).toBe(0);
    await dispatcher.stop();
    expect(table.progressOf(seq).delivered).toBe(1);
  });

  test('stops: nothing is sent any more, nothing under way counts, and it is there for the next one', async () => {
    const { courier, dispatcher, add, event, table } = set();
    dispatcher.serve(courier.deliver);
    const seq = await add();
    let answer = (_problem?: string): void => {};
    courier.answer = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    await event(seq);
    const stopped = dispatcher.stop();
    answer();
    await stopped;
    await event(seq);
    expect([courier.numbers(), table.progressOf(seq).delivered]).toEqual([[1], 0]);
    courier.answer = () => undefined;
    dispatcher.serve(courier.deliver);
    await quiet();
    expect([courier.numbers(), table.progressOf(seq).delivered]).toEqual([[1, 1, 2], 2]);
  });
});
