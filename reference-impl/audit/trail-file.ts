import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { setImmediate as others } from 'node:timers/promises';
import { InputProblem } from '../../contract/input-problem.ts';
import { checkSchema } from '../store/schema.ts';
import { sqliteMark } from '../store/sqlite.ts';
import type { ChainHead } from './chain.ts';
import { AUDIT_COLUMNS } from './columns.ts';
import { beginProof, type TrailVerdict } from './prove.ts';

/** Rows between two looks at whether to go on: some ten milliseconds. */
const STEP = 5_000;

const unusable = (path: string, reason: string): InputProblem =>
  new InputProblem(
    `the audit trail cannot be read: ${reason}`,
    { file: path },
    'a database of the reference, made by this version, that no process has open',
    { advice: 'name the file, or end the process that holds it' },
  );

/** Whole numbers as bigint: what somebody wrote into a row may be larger than a number holds. */
const prepare = (db: DatabaseSync, sql: string): StatementSync => {
  const statement = db.prepare(sql);
  statement.setReadBigInts(true);
  return statement;
};

const open = (path: string): DatabaseSync => {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path, { readOnly: true });
    const opened = db;
    // Trails are alike in all versions that can be migrated.
    if (
      checkSchema(
        sqliteMark((sql) => opened.prepare(sql).get()),
        path,
      ) === undefined
    )
      throw new Error('there is nothing in it');
    return db;
  } catch (error) {
    db?.close();
    if (error instanceof InputProblem) throw error;
    throw unusable(path, error instanceof Error ? error.message : String(error));
  }
};

const storedHead = (db: DatabaseSync): ChainHead | undefined => {
  const row = prepare(db, 'SELECT count, hash FROM audit_head').get();
  const { count, hash } = row ?? {};
  return typeof count === 'bigint' && typeof hash === 'string' ? { count: Number(count), hash } : undefined;
};

export interface ProveOptions {
  /** A head that was noted outside; the trail must go through it. */
  readonly noted?: ChainHead;
  /** Told from time to time how many events were looked at, of how many. What it throws ends the proof. */
  readonly onProgress?: (done: number, of: number) => void;
}

const prove = async (db: DatabaseSync, { noted, onProgress = () => {} }: ProveOptions): Promise<TrailVerdict> => {
  const stored = storedHead(db);
  const proof = beginProof(noted);
  const rows = prepare(db, `SELECT ${AUDIT_COLUMNS.join(', ')}, hash FROM audit_events ORDER BY seq`).iterate();
  for (const row of rows) {
    const verdict = proof.take(row);
    if (verdict !== undefined) return verdict;
    const { count } = proof.head;
    if (count % STEP !== 0) continue;
    onProgress(count, stored?.count ?? count);
    // oxlint-disable-next-line no-await-in-loop -- lets an interrupt be heard
    await others();
  }
  return proof.end(stored);
};

/**
 * Proves the audit trail of a database file, which it opens for reading alone, neither making nor changing one.
 * Throws InputProblem where the file cannot be read: none there, not ours, of another version, held by a process.
 */
export const proveTrailFile = async (path: string, options: ProveOptions = {}): Promise<TrailVerdict> => {
  const db = open(path);
  try {
    return await prove(db, options);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR')) throw error;
    throw unusable(path, error.message);
  } finally {
    db.close();
  }
};
