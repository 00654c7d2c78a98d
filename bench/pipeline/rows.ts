import { CHAIN_START, type ChainHead, hashAfter } from '../../reference-impl/audit/chain.ts';
import type { Database } from '../../reference-impl/store/database.ts';

/** A reading as it came, and what it is found by. */
export interface Came {
  readonly key: string;
  readonly patient: string;
  /** As it was sent. */
  readonly at: string;
  readonly body: string;
}

export interface Rows {
  /** To be called inside a transaction. */
  keep(reading: Came): void;
  /** The answer to a message, which its repetition gets again. To be called inside a transaction. */
  keepAnswer(key: string, answer: string): void;
}

const TABLES = `
CREATE TABLE readings (seq INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, patient TEXT NOT NULL, at TEXT NOT NULL, body TEXT NOT NULL) STRICT;
CREATE INDEX readings_in_time ON readings (patient, at);
CREATE TABLE audit_events (seq INTEGER PRIMARY KEY, body TEXT NOT NULL, hash TEXT NOT NULL) STRICT;
CREATE TABLE answered (key TEXT PRIMARY KEY, answer TEXT NOT NULL) STRICT, WITHOUT ROWID`;

/**
 * The leanest tables that a receiver can have which knows a repetition by its identifier, finds a patient's readings by
 * time, and leaves a chained audit event of each: three requirements, two rows and two indexes a reading, and no rule, no
 * order, no item and no access. What it takes to fill them bounds every receiver that keeps a row a reading.
 */
export const createRows = (db: Database): Rows => {
  for (const table of TABLES.split(';')) db.run(table);
  let nr = 0;
  let head: ChainHead = CHAIN_START;
  return {
    keep: ({ key, patient, at, body }) => {
      nr += 1;
      db.run('INSERT INTO readings VALUES (?, ?, ?, ?, ?)', nr, key, patient, at, body);
      const event = JSON.stringify({ action: 'create', by: 'gateway', entity: key, patient, at });
      head = { count: nr, hash: hashAfter(head.hash, [nr, event]) };
      db.run('INSERT INTO audit_events VALUES (?, ?, ?)', nr, event, head.hash);
    },
    keepAnswer: (key, answer) => db.run('INSERT INTO answered VALUES (?, ?)', key, answer),
  };
};
