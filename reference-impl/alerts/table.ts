import { type Database, integer, type Row, text } from '../store/database.ts';
import type { NotedAlert, ParkedAlert, WaitingAlert } from './alert.ts';

/** Rows are taken away when they are acknowledged; numbers are never used again. `parked`: why it is not sent any more. */
export const ALERTS_TABLES = `
CREATE TABLE alerts (seq INTEGER PRIMARY KEY AUTOINCREMENT, at_ms INTEGER NOT NULL, body TEXT NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0, parked TEXT) STRICT;
CREATE INDEX alerts_waiting ON alerts (seq) WHERE parked IS NULL;
CREATE INDEX alerts_parked ON alerts (seq) WHERE parked IS NOT NULL`;

/** How many alerts are kept. The items themselves stay in the In Basket whatever becomes of their alerts. */
export interface AlertBounds {
  readonly mostWaiting: number;
  readonly mostParked: number;
}
const BOUNDS: AlertBounds = { mostWaiting: 100_000, mostParked: 1000 };

export interface AlertTable {
  /** Notes an alert, in the transaction of the item. False: as many wait as may, and it was let go. */
  note(alert: NotedAlert): boolean;
  /** The oldest that waits and was noted after this one. */
  next(afterSeq: number): WaitingAlert | undefined;
  /** Was acknowledged: done with. */
  remove(seq: number): void;
  /** The other side asks for it again. */
  again(seq: number): void;
  /** Is not sent any more, and kept for whoever looks into it; the oldest of too many goes. */
  park(seq: number, why: string): void;
  counts(): { readonly waiting: number; readonly parked: number };
  parked(): readonly ParkedAlert[];
  /**
   * Lets one that is parked wait once more, as a new one at the end: under its old number the other side would know its answer.
   * False: none of this number is parked.
   */
  unpark(seq: number): boolean;
}

const alertOf = (row: Row): WaitingAlert => ({
  // What this table reads, this table wrote.
  ...(JSON.parse(text(row, 'body')) as NotedAlert),
  seq: integer(row, 'seq'),
  atMs: integer(row, 'at_ms'),
  tries: integer(row, 'tries'),
});

export const createAlertTable = (db: Database, now: () => number, bounds: AlertBounds = BOUNDS): AlertTable => {
  const count = (where: string): number =>
    integer(db.get(`SELECT count(*) AS n FROM alerts WHERE ${where}`) ?? {}, 'n');
  const edge = (sql: string): number => integer(db.get(sql) ?? {}, 'seq');
  // Between the oldest and the newest there are at most so many; counting would take longer the more there are.
  const isFull = (): boolean =>
    edge('SELECT coalesce(max(seq), 0) AS seq FROM alerts') -
      edge('SELECT coalesce(min(seq), 0) AS seq FROM alerts WHERE parked IS NULL') >=
    bounds.mostWaiting - 1;
  return {
    note: (alert) => {
      if (isFull() && count('parked IS NULL') >= bounds.mostWaiting) return false;
      db.run('INSERT INTO alerts (at_ms, body) VALUES (?, ?)', Math.floor(now()), JSON.stringify(alert));
      return true;
    },
    next: (afterSeq) => {
      const row = db.get(
        'SELECT seq, at_ms, body, tries FROM alerts WHERE parked IS NULL AND seq > ? ORDER BY seq LIMIT 1',
        afterSeq,
      );
      return row === undefined ? undefined : alertOf(row);
    },
    remove: (seq) => db.run('DELETE FROM alerts WHERE seq = ?', seq),
    again: (seq) => db.run('UPDATE alerts SET tries = tries + 1 WHERE seq = ?', seq),
    park: (seq, why) => {
      db.run('UPDATE alerts SET parked = ? WHERE seq = ?', why, seq);
      db.run(
        'DELETE FROM alerts WHERE seq IN (SELECT seq FROM alerts WHERE parked IS NOT NULL ORDER BY seq DESC LIMIT 1000000000 OFFSET ?)',
        bounds.mostParked,
      );
    },
    counts: () => ({ waiting: count('parked IS NULL'), parked: count('parked IS NOT NULL') }),
    parked: () =>
      db
        .all('SELECT seq, at_ms, body, tries, parked FROM alerts WHERE parked IS NOT NULL ORDER BY seq')
        .map((row) => ({ ...alertOf(row), why: text(row, 'parked') })),
    unpark: (seq) => {
      const row = db.get('SELECT body FROM alerts WHERE parked IS NOT NULL AND seq = ?', seq);
      if (row === undefined) return false;
      db.run('DELETE FROM alerts WHERE seq = ?', seq);
      db.run('INSERT INTO alerts (at_ms, body) VALUES (?, ?)', Math.floor(now()), text(row, 'body'));
      return true;
    },
  };
};
