import { describe, expect, test } from 'vitest';
import type { Ack } from '../../../../contract/wire/hl7v2/ack.ts';
import type { WaitingAlert } from '../../../alerts/alert.ts';
import type { AlertOutbox } from '../../../alerts/outbox.ts';
import { controlIdOf, messageOf } from './message.ts';
import { startAlertSender } from './sender.ts';
import { MOST_TRIES, verdictOf } from './verdict.ts';

const alertOf = (seq: number): WaitingAlert => ({
  seq,
  atMs: 1_772_539_200_000,
  tries: 0,
  phase: 'start',
  item: {
    identifier: { system: 'urn:items', value: `i${seq}` },
    version: 1,
    kind: 'critical',
    status: 'new',
    patient: { system: 'urn:mrn', value: 'M1' },
    order: { system: 'urn:placer', value: 'P1' },
    recipient: { system: 'urn:npi', value: '1' },
    interpretation: ['HH'],
    history: [],
  },
});
const ack = (code: string, refusal?: string): Ack => ({
  code,
  controlId: 'C',
  warnings: [],
  ...(refusal === undefined ? {} : { refusal, text: 'why' }),
});

/** An outbox of alerts 1 to `count`, and what was done with them. */
const scene = (count: number, answers: readonly (Ack | undefined | 'fails')[], kept?: Promise<void>) => {
  const waiting = Array.from({ length: count }, (_, i) => alertOf(i + 1));
  const done: string[] = [];
  const pauses: number[] = [];
  let listen: () => void = () => {};
  let exchanges = 0;
  let whenEmpty: () => void = () => {};
  const empty = new Promise<void>((resolve) => {
    whenEmpty = resolve;
  });
  const take = (what: string) => async (alert: WaitingAlert) => {
    if (answers[exchanges - 1] === 'fails') throw new Error('the disk is full');
    done.push(`${what} ${alert.seq}`);
    const at = waiting.findIndex(({ seq }) => seq === alert.seq);
    if (what === 'again') waiting[at] = { ...alert, tries: alert.tries + 1 };
    else waiting.splice(at, 1);
  };
  const outbox: AlertOutbox = {
    next: (afterSeq) => {
      if (waiting.length === 0) whenEmpty();
      return waiting.find(({ seq }) => seq > afterSeq);
    },
    whenKept: () => kept,
    sent: take('sent'),
    again: take('again'),
    park: (alert, why) => take(`parked (${why})`)(alert),
    parked: () => [],
    unpark: async () => false,
    onNoted: (listener) => {
      listen = listener;
    },
    counts: () => ({ waiting: waiting.length, parked: 0, lost: 0 }),
  };
  const sender = startAlertSender(
    outbox,
    {
      exchange: async () => {
        const answer = answers[exchanges];
        exchanges += 1;
        return answer === 'fails' ? ack('CA') : exchanges > answers.length ? ack('CA') : answer;
      },
      close: () => {},
    },
    (alert) => {
      if (alert.seq === 99) throw new RangeError('no such time');
      return 'MSH';
    },
    {
      firstMs: 10,
      mostMs: 35,
      wait: async (ms) => void pauses.push(ms),
    },
  );
  return {
    sender,
    empty,
    done,
    pauses,
    note: (seq: number) => {
      waiting.push(alertOf(seq));
      listen();
    },
  };
};

describe('the sender of alerts', () => {
  test('sends in order, and those that come later', async () => {
    const { sender, empty, done, note } = scene(2, []);
    await empty;
    note(3);
    await expect.poll(() => done).toEqual(['sent 1', 'sent 2', 'sent 3']);
    await sender.close();
  });

  test('pauses grow to their bound and begin anew after a success', async () => {
    const nothing = undefined;
    const { sender, empty, done, pauses } = scene(2, [nothing, nothing, nothing, ack('CA'), nothing]);
    await empty;
    expect(pauses).toEqual([10, 20, 35, 10]);
    expect(done).toEqual(['sent 1', 'sent 2']);
    await sender.close();
  });

  test('one whose acknowledgement could not be noted is sent again', async () => {
    const { sender, empty, done, pauses } = scene(2, ['fails', 'fails']);
    await empty;
    expect(done).toEqual(['sent 1', 'sent 2']);
    expect(pauses.slice(0, 2)).toEqual([10, 20]);
    await sender.close();
  });

  test('ends also where it is stopped while acknowledgements are being written down, and nothing more waits', async () => {
    const gate = Promise.withResolvers<void>();
    const waiting = Array.from({ length: 64 }, (_, i) => alertOf(i + 1));
    const handed = Promise.withResolvers<void>();
    const outbox: AlertOutbox = {
      next: (afterSeq) => waiting.find(({ seq }) => seq > afterSeq),
      whenKept: () => undefined,
      sent: (alert) => {
        if (alert.seq === waiting.length) handed.resolve();
        return gate.promise;
      },
      again: async () => {},
      park: async () => {},
      parked: () => [],
      unpark: async () => false,
      onNoted: () => {},
      counts: () => ({ waiting: 0, parked: 0, lost: 0 }),
    };
    const link = { exchange: async () => ack('CA'), close: () => {} };
    const sender = startAlertSender(outbox, link, () => 'MSH', { firstMs: 1, mostMs: 1, wait: async () => {} });
    await handed.promise;
    await new Promise((resolve) => setImmediate(resolve));
    const closed = sender.close();
    gate.resolve();
    await closed;
  });

  test('nothing is sent that a power cut may still take away', async () => {
    const gate = Promise.withResolvers<void>();
    const { sender, empty, done } = scene(1, [], gate.promise);
    await new Promise((resolve) => setImmediate(resolve));
    expect(done).toEqual([]);
    gate.resolve();
    await empty;
    expect(done).toEqual(['sent 1']);
    await sender.close();
  });

  test('what cannot be written is parked, and the next one goes', async () => {
    const { sender, empty, done, note } = scene(0, []);
    await empty;
    note(99);
    note(2);
    await expect.poll(() => done).toEqual(['parked (cannot be written: no such time) 99', 'sent 2']);
    await sender.close();
  });

  test('a refusal is parked with what was said; a later one counts', async () => {
    const { sender, empty, done } = scene(2, [ack('AR'), ack('AE', 'unknown-code')]);
    await empty;
    expect(done).toEqual(['again 1', 'parked (AE unknown-code why) 1', 'sent 2']);
    await sender.close();
  });
});

describe('what an acknowledgement decides', () => {
  test.each([
    ['AA', 0, 'taken'],
    ['CA', 0, 'taken'],
    ['AR', 0, 'again'],
    ['CR', MOST_TRIES - 2, 'again'],
    ['CR', MOST_TRIES - 1, 'parked'],
    ['AE', 0, 'parked'],
    ['CE', 0, 'parked'],
    ['XX', 0, 'parked'],
  ])('%s after %i: %s', (code, tries, kind) => {
    expect(verdictOf(ack(code), tries).kind).toBe(kind);
  });
});

describe('the message of an alert', () => {
  const parties = {
    sendingApplication: 'RPM',
    sendingFacility: 'F',
    receivingApplication: 'EHR',
    receivingFacility: 'G',
  };

  test('is the same bytes each time, under an id of its own', () => {
    const once = messageOf(alertOf(7), 'r40', parties, {});
    expect(messageOf({ ...alertOf(7), tries: 3 }, 'r40', parties, {})).toBe(once);
    expect(once).toContain(`|20260303120000.000+0000||ORU^R40^ORU_R40|${controlIdOf(alertOf(7))}|T|2.6|`);
    expect(messageOf(alertOf(7), 'mdm', parties, {})).toContain('|MDM^T02^MDM_T02|');
  });

  test('has an id that differs by number and by time and stays short', () => {
    const ids = [alertOf(1), alertOf(2), { ...alertOf(1), atMs: 1 }].map(controlIdOf);
    expect(new Set(ids).size).toBe(3);
    expect(controlIdOf({ ...alertOf(999_999_999), atMs: 4_102_444_800_000 }).length).toBeLessThanOrEqual(20);
  });
});
