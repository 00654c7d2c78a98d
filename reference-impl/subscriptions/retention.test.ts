import { describe, expect, test } from 'vitest';
import type { InboxItem } from '../../contract/domain/inbox-item.ts';
import { isoOf } from '../clock/instant.ts';
import { openSqlite } from '../store/sqlite.ts';
import { createStamps, STAMPS_TABLE } from '../store/stamps.ts';
import type { Kept } from '../store/documents.ts';
import { JANE, must, RIVERA, START } from '../world.test-helper.ts';
import { BOUNDS } from './bounds.ts';
import { subscriptionOf } from './courier.test-helper.ts';
import { readEvents } from './read-events.ts';
import { createSubscriptionTable, SUBSCRIPTIONS_TABLES } from './table.ts';

const HOUR_MS = 3_600_000;

const itemAt = (ms: number): Kept<InboxItem> => ({
  seq: 1,
  id: 'i1',
  version: 1,
  lastUpdated: isoOf(ms),
  body: {
    identifier: { system: 'i', value: 'i1' },
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

const set = (most?: number) => {
  const db = openSqlite(':memory:');
  for (const statement of [STAMPS_TABLE, ...SUBSCRIPTIONS_TABLES.split(';\n')]) db.run(statement);
  const table = createSubscriptionTable(
    db,
    createStamps(db, () => START),
    most,
  );
  const add = () => table.add(subscriptionOf({ status: 'active' }), ['X-Key: 1']);
  const numbers = (seq: number) => table.events(seq, 0, 1e9, 1e9).map((e) => e.number);
  return { table, add, numbers };
};

describe('of one subscription', () => {
  test('so many events are kept, the oldest go, delivered or not', () => {
    const { table, add, numbers } = set(3);
    const { seq } = add();
    const other = add();
    table.addEvent(other.seq, itemAt(START));
    for (let i = 0; i < 5; i += 1) table.addEvent(seq, itemAt(START));
    expect([numbers(seq), numbers(other.seq), table.oldest(seq)]).toEqual([[3, 4, 5], [1], 3]);
  });

  test('delivered events are kept for a day at least, then two go for each that comes', () => {
    const { table, add, numbers } = set();
    const { seq } = add();
    for (let i = 0; i < 6; i += 1) table.addEvent(seq, itemAt(START));
    table.setDelivered(seq, 5);
    table.addEvent(seq, itemAt(START + 24 * HOUR_MS));
    expect(numbers(seq)).toHaveLength(7);
    table.addEvent(seq, itemAt(START + 24 * HOUR_MS + 1));
    expect(numbers(seq)).toEqual([3, 4, 5, 6, 7, 8]);
    for (let i = 0; i < 9; i += 1) table.addEvent(seq, itemAt(START + 25 * HOUR_MS));
    expect(numbers(seq).slice(0, 2)).toEqual([6, 7]);
  });

  test('a number that was taken stays taken', () => {
    const { table, add } = set();
    const { seq } = add();
    for (let i = 0; i < 3; i += 1) table.addEvent(seq, itemAt(START));
    table.setDelivered(seq, 3);
    table.setDelivered(seq, 2);
    expect(table.progressOf(seq).delivered).toBe(3);
  });
});

test('events of the last hundred that ended are kept', () => {
  const { table, add, numbers } = set();
  const ended = Array.from({ length: BOUNDS.ended + 2 }, () => {
    const kept = add();
    table.addEvent(kept.seq, itemAt(START));
    return table.revise(kept, subscriptionOf({ status: 'off' }));
  });
  const alive = add();
  table.addEvent(alive.seq, itemAt(START));
  table.forgetEnded();
  expect(ended.filter(({ seq }) => numbers(seq).length === 0).map(({ seq }) => seq)).toEqual([1, 2]);
  expect(numbers(alive.seq)).toEqual([1]);
});

test('whatever ended has no headers any more', () => {
  const { table, add } = set();
  const [off, removed, alive] = [add(), add(), add()];
  table.revise(off, subscriptionOf({ status: 'off' }));
  table.remove(removed);
  expect([off, removed, alive].map(({ seq }) => table.headersOf(seq))).toEqual([[], [], ['X-Key: 1']]);
});

describe('events again', () => {
  const { table, add } = set(10);
  const kept = add();
  for (let i = 0; i < 12; i += 1) table.addEvent(kept.seq, itemAt(START + i));
  const read = (range: { since?: number; until?: number }) => readEvents(table, kept, range);
  const numbers = (range: { since?: number; until?: number }) => must(read(range)).events.map((e) => e.number);

  test('are those from one number to another, both inclusive', () => {
    expect(numbers({ since: 5, until: 7 })).toEqual([5, 6, 7]);
    expect(numbers({ since: 11 })).toEqual([11, 12]);
    expect(numbers({ since: 12, until: 99 })).toEqual([12]);
    expect(numbers({ until: 4 })).toEqual([3, 4]);
    expect(numbers({})).toHaveLength(10);
    expect(must(read({ since: 5, until: 5 })).last).toBe(12);
  });
  test('are none where the range is empty or still to come', () => {
    expect(numbers({ since: 13 })).toEqual([]);
    expect(numbers({ since: 8, until: 7 })).toEqual([]);
    expect(numbers({ until: 0 })).toEqual([]);
    expect(numbers({ since: 2, until: 1 })).toEqual([]);
  });
  test('that are no longer kept are said to be, with the oldest that is', () => {
    const gone = { code: 'not-found', detail: 'events before number 3 of 12 are no longer kept' };
    for (const since of [0, 1, 2]) expect(read({ since })).toMatchObject({ ok: false, refusal: gone });
    expect(numbers({ since: 3 })).toHaveLength(10);
  });
  test('come five hundred at once', () => {
    const many = set();
    const { seq, ...rest } = many.add();
    for (let i = 0; i < 501; i += 1) many.table.addEvent(seq, itemAt(START));
    const found = must(readEvents(many.table, { seq, ...rest }, {}));
    expect([found.events.length, found.last]).toEqual([500, 501]);
  });
  test('of a subscription without any are none', () => {
    expect(must(readEvents(table, add(), { since: 0 }))).toMatchObject({ last: 0, events: [] });
  });
});
