import { InputProblem } from '../../contract/input-problem.ts';
import type { Database, Ddl, SchemaMark } from './database.ts';
import { MIGRATIONS } from './migrations.ts';

/** Raised with every change of a table, by a step in MIGRATIONS that makes it of an older one. */
export const SCHEMA_VERSION = 7;

const OLDEST = Math.min(...Object.keys(MIGRATIONS).map(Number));

/**
 * The version of a database; undefined: it is new. Changes nothing. Throws InputProblem where a later version or another
 * program made it, or one so old that there is no step from it.
 */
export const checkSchema = (mark: Pick<SchemaMark, 'version' | 'isEmpty'>, file: string): number | undefined => {
  let found = mark.version();
  if (found === 0) {
    if (mark.isEmpty()) return undefined;
    // Another process may have made it between the two looks.
    found = mark.version();
  }
  if (found >= OLDEST && found <= SCHEMA_VERSION) return found;
  const who = found === 0 ? 'another program' : found > SCHEMA_VERSION ? 'a later version' : 'an earlier version';
  throw new InputProblem(
    `the database has schema version ${found}, of ${who}`,
    { file },
    `a database of schema version ${OLDEST} to ${SCHEMA_VERSION}, or a place where there is none yet`,
    { advice: 'run what made it, or name another; this one was left as it is' },
  );
};

const carryOut = (db: Database, ddl: Ddl): void => {
  const script = typeof ddl === 'string' ? ddl : ddl[db.dialect];
  for (const statement of script.split(';\n')) if (statement.trim() !== '') db.run(statement.trim());
};

/**
 * A table of SQLite that is made anew, and its name with it, is gone for a moment to those that refer to it. Hence their
 * references are looked at behind `work`, all of them, in the same transaction; on PostgreSQL as ever.
 */
const withoutReferences = (db: Database, work: () => void): void => {
  if (db.dialect === 'postgres') {
    db.transaction(work);
    return;
  }
  db.run('PRAGMA foreign_keys = OFF');
  try {
    db.transaction(() => {
      work();
      const [lost] = db.all('PRAGMA foreign_key_check');
      if (lost !== undefined)
        throw new Error(`a row of ${String(lost['table'])} refers to none of ${String(lost['parent'])}`);
    });
  } finally {
    db.run('PRAGMA foreign_keys = ON');
  }
};

/** Makes the tables in a new database, and of an older one those of today, in one transaction. */
export const ensureSchema = (db: Database, tables: readonly Ddl[], file: string): void => {
  if (checkSchema(db.schema, file) === SCHEMA_VERSION) return;
  withoutReferences(db, () => {
    // Asked again: another process may have done it in between.
    const found = checkSchema(db.schema, file);
    if (found === undefined) for (const table of tables) carryOut(db, table);
    else for (let version = found; version < SCHEMA_VERSION; version += 1) carryOut(db, MIGRATIONS[version] ?? '');
    db.schema.set(SCHEMA_VERSION);
  });
};
