import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { InputProblem } from '../../contract/input-problem.ts';
import { checkSchema } from '../store/schema.ts';
import { isCutOff, isNoPath, sqliteMark } from '../store/sqlite.ts';
import type { ChainHead } from './chain.ts';
import type { StoredRow } from './prove.ts';
import { rowsOf, STEP, type TrailSource } from './trail-source.ts';

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
    if (isNoPath(path)) throw new Error('no path of a file is named');
    if (isCutOff(path)) throw new Error('it is empty or gone, and its log is not');
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

/** Somebody may have taken a column away, or the whole table: then there is none. */
const columnsOf = (db: DatabaseSync, table: 'audit_events' | 'audit_head'): readonly string[] =>
  db
    .prepare('SELECT name FROM pragma_table_info(?)')
    .all(table)
    .map(({ name }) => String(name));

const storedHead = (db: DatabaseSync): ChainHead | undefined => {
  const there = columnsOf(db, 'audit_head');
  if (!there.includes('count') || !there.includes('hash')) return undefined;
  const row = prepare(db, 'SELECT count, hash FROM audit_head').get();
  const { count, hash } = row ?? {};
  return typeof count === 'bigint' && typeof hash === 'string' ? { count: Number(count), hash } : undefined;
};

/**
 * The trail of a database file, which is opened for reading alone, neither made nor changed. Throws InputProblem where
 * the file cannot be read: none there, not ours, of a version that is not known, held by a process.
 */
export const trailOfFile = (path: string): TrailSource => {
  const db = open(path);
  const problem = (error: unknown): unknown =>
    error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR'
      ? unusable(path, error.message)
      : error;
  return {
    head: async () => {
      try {
        return storedHead(db);
      } catch (error) {
        throw problem(error);
      }
    },
    rows: async function* () {
      try {
        const rows = rowsOf(columnsOf(db, 'audit_events'));
        if (rows === undefined) return;
        let some: StoredRow[] = [];
        for (const row of prepare(db, `${rows} ORDER BY seq`).iterate()) {
          some.push(row);
          if (some.length < STEP) continue;
          yield some;
          some = [];
        }
        yield some;
      } catch (error) {
        throw problem(error);
      }
    },
    close: async () => db.close(),
  };
};
