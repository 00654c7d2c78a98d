import { type Database, integer } from './database.ts';

/** Raised with every change of a table; a database of another version is refused, never guessed at. */
const SCHEMA_VERSION = 3;

/**
 * Makes the tables in a new database, or checks that an old one is of this version. Throws when the
 * database was made by another version.
 */
export const ensureSchema = (db: Database, tables: readonly string[]): void => {
  const found = integer(db.get('PRAGMA user_version') ?? {}, 'user_version');
  if (found === SCHEMA_VERSION) return;
  if (found !== 0) {
    throw new Error(`the database has schema version ${found}, this program needs ${SCHEMA_VERSION}: use a new file`);
  }
  db.transaction(() => {
    for (const table of tables)
      for (const statement of table.split(';\n')) if (statement.trim() !== '') db.run(statement);
    db.run(`PRAGMA user_version = ${SCHEMA_VERSION}`);
  });
};
