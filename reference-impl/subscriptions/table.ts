import type { InboxItem } from '../../contract/domain/inbox-item.ts';
import { isoOf, msOf } from '../clock/instant.ts';
import { type Database, integer, type Row, text } from '../store/database.ts';
import { createDocuments, DOCUMENT_COLUMNS, type Documents, type Kept } from '../store/documents.ts';
import { Memo } from '../store/memo.ts';
import type { Stamps } from '../store/stamps.ts';
import { BOUNDS } from './bounds.ts';
import type { Progress, Subscription, SubscriptionEvent } from './subscription.ts';

/**
 * The primary key of the events is the guarantee that no number is given twice. Headers lie apart from
 * what is shown, so that nothing that shows a subscription can show them.
 */
export const SUBSCRIPTIONS_TABLES = `
CREATE TABLE subscriptions (${DOCUMENT_COLUMNS}, status TEXT NOT NULL, started INTEGER NOT NULL DEFAULT 0,
  last INTEGER NOT NULL DEFAULT 0, delivered INTEGER NOT NULL DEFAULT 0, removed INTEGER NOT NULL DEFAULT 0,
  CHECK (delivered BETWEEN 0 AND last)) STRICT;
CREATE INDEX subscriptions_of_status ON subscriptions (status, stamp);
CREATE TABLE subscription_headers (subscription_seq INTEGER PRIMARY KEY REFERENCES subscriptions (seq),
  headers TEXT NOT NULL) STRICT;
CREATE TABLE subscription_events (subscription_seq INTEGER NOT NULL REFERENCES subscriptions (seq),
  number INTEGER NOT NULL, item_id TEXT NOT NULL, version INTEGER NOT NULL, at_ms INTEGER NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (subscription_seq, number)) STRICT, WITHOUT ROWID`;

export interface SubscriptionTable {
  readonly documents: Documents<Subscription>;
  /** By logical id, unless it was removed. */
  find(id: string): Kept<Subscription> | undefined;
  add(body: Subscription, headers: readonly string[]): Kept<Subscription>;
  /** Replaces what is shown; a `started` one stays so. */
  revise(kept: Kept<Subscription>, body: Subscription): Kept<Subscription>;
  /** Ends it for good: its headers and events go, its id is never given again. */
  remove(kept: Kept<Subscription>): void;
  headersOf(seq: number): readonly string[];
  setHeaders(seq: number, headers: readonly string[]): void;
  /** Those that have not ended. */
  served(): readonly Kept<Subscription>[];
  progressOf(seq: number): Progress;
  /** From now on its events count. */
  start(seq: number): void;
  setDelivered(seq: number, number: number): void;
  /** Numbers and keeps one event; the oldest make room. */
  addEvent(seq: number, item: Kept<InboxItem>): void;
  /** Events with numbers in [from, to], at most so many, in their order. */
  events(seq: number, from: number, to: number, most: number): readonly SubscriptionEvent[];
  /** The lowest number that is still kept; undefined where none is. */
  oldest(seq: number): number | undefined;
  /** Drops the events of those that ended before the last so many did. */
  forgetEnded(): void;
}

const eventOf = (row: Row): SubscriptionEvent => ({
  number: integer(row, 'number'),
  at: isoOf(integer(row, 'at_ms')),
  itemId: text(row, 'item_id'),
  version: integer(row, 'version'),
  item: JSON.parse(text(row, 'body')) as InboxItem,
});

/** `most`: events that are kept of one subscription. */
const SERVED = "WHERE status IN ('requested', 'active', 'error') ORDER BY seq";

export const createSubscriptionTable = (
  db: Database,
  stamps: Stamps,
  most: number = BOUNDS.events,
): SubscriptionTable => {
  const documents = createDocuments<Subscription>(db, stamps, 'subscriptions', 's');
  /** Those that are served: asked for with every item. */
  const served = new Memo<readonly Kept<Subscription>[]>(db, 1);
  const setHeaders = (seq: number, headers: readonly string[]): void =>
    db.run(
      'INSERT INTO subscription_headers VALUES (?, ?) ON CONFLICT (subscription_seq) DO UPDATE SET headers = excluded.headers',
      seq,
      JSON.stringify(headers),
    );
  const dropHeaders = (seq: number): void => db.run('DELETE FROM subscription_headers WHERE subscription_seq = ?', seq);
  const revise = (kept: Kept<Subscription>, body: Subscription): Kept<Subscription> => {
    served.forget(SERVED);
    if (body.status === 'off') dropHeaders(kept.seq);
    return documents.update(kept, body, { status: body.status });
  };
  return {
    documents,
    find: (id) => {
      const kept = documents.byId(id);
      const row = kept && db.get('SELECT removed FROM subscriptions WHERE seq = ?', kept.seq);
      return row === undefined || integer(row, 'removed') === 1 ? undefined : kept;
    },
    add: (body, headers) => {
      served.forget(SERVED);
      const kept = documents.insert(`s${documents.nextSeq()}`, body, { status: body.status });
      setHeaders(kept.seq, headers);
      return kept;
    },
    revise,
    remove: (kept) => {
      revise(kept, { ...kept.body, status: 'off' });
      db.run('UPDATE subscriptions SET removed = 1 WHERE seq = ?', kept.seq);
      db.run('DELETE FROM subscription_events WHERE subscription_seq = ?', kept.seq);
    },
    headersOf: (seq) => {
      const row = db.get('SELECT headers FROM subscription_headers WHERE subscription_seq = ?', seq);
      return row === undefined ? [] : (JSON.parse(text(row, 'headers')) as string[]);
    },
    setHeaders,
    served: () => served.get(SERVED, () => documents.select(SERVED)),
    progressOf: (seq) => {
      const row = db.get('SELECT started, last, delivered FROM subscriptions WHERE seq = ?', seq) ?? {};
      return {
        started: integer(row, 'started') === 1,
        last: integer(row, 'last'),
        delivered: integer(row, 'delivered'),
      };
    },
    start: (seq) => db.run('UPDATE subscriptions SET started = 1 WHERE seq = ?', seq),
    setDelivered: (seq, number) =>
      db.run('UPDATE subscriptions SET delivered = ? WHERE seq = ? AND delivered < ?', number, seq, number),
    addEvent: (seq, { id, version, lastUpdated, body }) => {
      const atMs = msOf(lastUpdated);
      const counted = db.get('UPDATE subscriptions SET last = last + 1 WHERE seq = ? RETURNING last', seq);
      const number = integer(counted ?? {}, 'last');
      const cells = [seq, number, id, version, atMs, JSON.stringify(body)];
      db.run('INSERT INTO subscription_events VALUES (?, ?, ?, ?, ?, ?)', ...cells);
      if (number > most)
        db.run('DELETE FROM subscription_events WHERE subscription_seq = ? AND number <= ?', seq, number - most);
      // Two old ones for each new one: it shrinks again, and no commit has a heap to clear away. What was not delivered stays.
      db.run(
        'DELETE FROM subscription_events WHERE subscription_seq = ? AND at_ms < ? AND number IN (SELECT number FROM subscription_events WHERE subscription_seq = ? AND number <= (SELECT delivered FROM subscriptions WHERE seq = ?) ORDER BY number LIMIT 2)',
        seq,
        atMs - BOUNDS.keepMs,
        seq,
        seq,
      );
    },
    events: (seq, from, to, count) =>
      db
        .all(
          'SELECT number, item_id, version, at_ms, body FROM subscription_events WHERE subscription_seq = ? AND number BETWEEN ? AND ? ORDER BY number LIMIT ?',
          seq,
          from,
          to,
          count,
        )
        .map(eventOf),
    oldest: (seq) => {
      const row = db.get('SELECT min(number) AS oldest FROM subscription_events WHERE subscription_seq = ?', seq);
      return typeof row?.['oldest'] === 'number' ? row['oldest'] : undefined;
    },
    forgetEnded: () =>
      db.run(
        "DELETE FROM subscription_events WHERE subscription_seq IN (SELECT seq FROM subscriptions WHERE status = 'off' ORDER BY stamp DESC LIMIT 1000000000 OFFSET ?)",
        BOUNDS.ended,
      ),
  };
};
