import { randomUUID } from 'node:crypto';
import type { Row } from '../database.ts';

/** The one row that whoever writes holds: which version the tables have, and how often somebody has written. */
export const TURNS_TABLE = `CREATE TABLE IF NOT EXISTS turns ("only" BIGINT PRIMARY KEY CHECK ("only" = 1), version BIGINT NOT NULL, turn BIGINT NOT NULL)`;

export const TURN = {
  /** Waits for whoever writes now. */
  take: 'SELECT turn, version FROM turns FOR UPDATE',
  pass: 'UPDATE turns SET turn = turn + 1',
  /** With the commit, and not before. */
  tell: 'SELECT pg_notify($1, $2)',
  version: 'SELECT version FROM turns',
  setVersion: 'UPDATE turns SET version = ?',
  /** Beside the row itself. */
  anything: "SELECT tablename FROM pg_tables WHERE schemaname = ? AND tablename <> 'turns' LIMIT 1",
  /** For as long as the connection lasts; the server gives it to another when it has ended. */
  giveUpLead: "SELECT pg_advisory_unlock(hashtextextended('vitalproof sends from ' || ?, 0))",
  lead: "SELECT pg_try_advisory_lock(hashtextextended('vitalproof sends from ' || ?, 0)) AS led",
} as const;

/** Whose turn it was last. */
export interface Turns {
  /** What this process is called among those that share the database. */
  readonly self: string;
  /** Whether nobody else has written since this process did; by the row that was taken. */
  isMine(row: Row | undefined): boolean;
  /** The turn that was taken is over, and committed. */
  passed(): void;
  /** Whether it was committed is not known, or it was not. */
  lost(): void;
}

export const openTurns = (schema: string): Turns => {
  let known: number | undefined;
  let taken = 0;
  return {
    self: randomUUID(),
    isMine: (row) => {
      if (row === undefined) throw new Error(`the schema ${schema} has lost its row of turns`);
      taken = Number(row['turn']);
      return taken === known;
    },
    passed: () => {
      known = taken + 1;
    },
    lost: () => {
      known = undefined;
    },
  };
};
