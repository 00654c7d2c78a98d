import type { Identifier } from '../../contract/domain/identifier.ts';
import { keyOf } from '../../contract/domain/identifier.ts';
import type { Clocks } from '../clock/clocks.ts';
import { type Database, integer, type Row, text } from '../store/database.ts';
import { Memo } from '../store/memo.ts';

/**
 * What falls due by time alone, one row for each thing that waits. `at_ms` is by the patient's clock; `real_ms`, by
 * the system's, is what is waited for: setting a clock ahead brings it nearer.
 */
export const DUE_TABLES = `
CREATE TABLE due (kind TEXT NOT NULL, subject INTEGER NOT NULL, patient_key TEXT NOT NULL, at_ms INTEGER NOT NULL,
  real_ms INTEGER NOT NULL, PRIMARY KEY (kind, subject)) STRICT, WITHOUT ROWID;
CREATE INDEX due_in_time ON due (real_ms, at_ms, kind, subject);
CREATE INDEX due_of_patient ON due (patient_key, real_ms, at_ms, kind, subject);
CREATE TABLE gaps (order_seq INTEGER PRIMARY KEY REFERENCES orders (seq), item_seq INTEGER REFERENCES items (seq)) STRICT`;

/** `missing` and `summary` are of an order, `escalation` of the item that is copied; by their rows. */
export type DueKind = 'missing' | 'summary' | 'escalation';

export interface Due {
  readonly kind: DueKind;
  readonly subject: number;
  /** By the patient's clock, ms. */
  readonly atMs: number;
}

export interface DueTable {
  /** Waits for this, and no more for what was waited for before; undefined: for nothing. */
  wait(kind: DueKind, subject: number, patient: Identifier, atMs: number | undefined): void;
  /** The first of what has fallen due by a real instant, of a patient or of all. */
  first(realMs: number, patient?: Identifier): Due | undefined;
  /** The real instant at which the next thing falls due. */
  nextRealMs(): number | undefined;
  /** The clock of a patient, or of all, was set ahead. */
  ahead(byMs: number, patient?: Identifier): void;
}

/** An order for which data are missing now. */
export interface Gap {
  /** The item that says so, by its row; undefined: none was raised for it. */
  readonly item: number | undefined;
}

export interface GapTable {
  of(orderSeq: number): Gap | undefined;
  open(orderSeq: number, item: number | undefined): void;
  close(orderSeq: number): void;
}

const dueOf = (row: Row): Due => ({
  // Written by `wait`.
  kind: text(row, 'kind') as DueKind,
  subject: integer(row, 'subject'),
  atMs: integer(row, 'at_ms'),
});

const COLUMNS = 'kind, subject, at_ms';
const NEXT = 'next';
const IN_TIME = 'ORDER BY real_ms, at_ms, kind, subject LIMIT 1';

export const createDueTable = (db: Database, clocks: Clocks): DueTable => {
  /** The first of all: mostly it is far off, and nobody's need be looked for. */
  const memo = new Memo<number>(db, 1);
  const readNext = (): number => {
    const row = db.get('SELECT real_ms FROM due ORDER BY real_ms LIMIT 1');
    return row === undefined ? Infinity : integer(row, 'real_ms');
  };
  const nextRealMs = (): number => memo.get(NEXT, readNext);
  return {
    wait: (kind, subject, patient, atMs) => {
      memo.forget(NEXT);
      if (atMs === undefined) db.run('DELETE FROM due WHERE kind = ? AND subject = ?', kind, subject);
      else
        db.run(
          'INSERT INTO due VALUES (?, ?, ?, ?, ?) ON CONFLICT (kind, subject) DO UPDATE SET at_ms = excluded.at_ms, real_ms = excluded.real_ms',
          kind,
          subject,
          keyOf(patient),
          atMs,
          clocks.realMs(atMs, patient),
        );
    },
    first: (realMs, patient) => {
      // Where others write too, nothing is at hand, and it would be one more look.
      if (db.isSole && nextRealMs() > realMs) return undefined;
      const row =
        patient === undefined
          ? db.get(`SELECT ${COLUMNS} FROM due WHERE real_ms <= ? ${IN_TIME}`, realMs)
          : db.get(
              `SELECT ${COLUMNS} FROM due WHERE patient_key = ? AND real_ms <= ? ${IN_TIME}`,
              keyOf(patient),
              realMs,
            );
      return row === undefined ? undefined : dueOf(row);
    },
    nextRealMs: () => {
      const next = nextRealMs();
      return next === Infinity ? undefined : next;
    },
    ahead: (byMs, patient) => {
      memo.forget(NEXT);
      if (patient === undefined) db.run('UPDATE due SET real_ms = real_ms - ?', byMs);
      else db.run('UPDATE due SET real_ms = real_ms - ? WHERE patient_key = ?', byMs, keyOf(patient));
    },
  };
};

export const createGapTable = (db: Database): GapTable => ({
  of: (orderSeq) => {
    const row = db.get('SELECT item_seq FROM gaps WHERE order_seq = ?', orderSeq);
    return row === undefined ? undefined : { item: row['item_seq'] === null ? undefined : integer(row, 'item_seq') };
  },
  open: (orderSeq, item) => db.run('INSERT INTO gaps VALUES (?, ?)', orderSeq, item ?? null),
  close: (orderSeq) => db.run('DELETE FROM gaps WHERE order_seq = ?', orderSeq),
});
