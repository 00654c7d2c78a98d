import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Cell, Database, Row } from './database.ts';

/** Statements are few and fixed; past this many something builds SQL from data. */
const MAX_STATEMENTS = 500;

/** Only the owner may look into a directory with readings of patients. */
const makePrivateDirectory = (directory: string): void => {
  if (!existsSync(directory)) mkdirSync(directory, { recursive: true, mode: 0o700 });
};

/**
 * Opens (or makes) a SQLite database: WAL, and a commit returns only once it is on the disk
 * (synchronous FULL). `:memory:` keeps nothing. Throws when the file is not a database.
 */
export const openSqlite = (path: string): Database => {
  if (path !== ':memory:') makePrivateDirectory(dirname(path));
  const db = new DatabaseSync(path);
  // Stamps and row numbers are handed out by one process: a second one is kept out by the lock.
  db.exec('PRAGMA busy_timeout = 1000; PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL');
  db.exec('PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
  const statements = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    if (statements.size >= MAX_STATEMENTS) throw new Error('too many different SQL statements');
    const made = db.prepare(sql);
    statements.set(sql, made);
    return made;
  };
  let depth = 0;
  const listeners: (() => void)[] = [];
  const rollback = (sql: string): void => {
    prepare(sql).run();
    for (const listener of listeners) listener();
  };
  return {
    all: (sql: string, ...cells: Cell[]): readonly Row[] => prepare(sql).all(...cells),
    get: (sql: string, ...cells: Cell[]): Row | undefined => prepare(sql).get(...cells),
    run: (sql: string, ...cells: Cell[]): void => {
      prepare(sql).run(...cells);
    },
    transaction: (work) => {
      prepare('BEGIN IMMEDIATE').run();
      try {
        const result = work();
        prepare('COMMIT').run();
        return result;
      } catch (error) {
        if (db.isTransaction) rollback('ROLLBACK');
        else for (const listener of listeners) listener();
        throw error;
      }
    },
    savepoint: (work, keep = () => true) => {
      depth += 1;
      const name = `level${depth}`;
      prepare(`SAVEPOINT ${name}`).run();
      let stays = false;
      try {
        const result = work();
        stays = keep(result);
        return result;
      } finally {
        depth -= 1;
        if (!stays) rollback(`ROLLBACK TO ${name}`);
        prepare(`RELEASE ${name}`).run();
      }
    },
    onRollback: (listener) => void listeners.push(listener),
    close: () => db.close(),
  };
};
