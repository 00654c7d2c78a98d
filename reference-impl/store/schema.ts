import { InputProblem } from '../../contract/input-problem.ts';
import { type Database, integer, type Row } from './database.ts';

/** Raised with every change of a table; a database of another version is refused, never guessed at. */
export const SCHEMA_VERSION = 4;

/** The version of a database, 0 where it is new. Throws InputProblem when another version or program made it. */
const versionOf = (get: (sql: string) => Row | undefined, file: string): number => {
  const found = integer(get('PRAGMA user_version') ?? {}, 'user_version');
  const isNew = found === 0 && get('SELECT name FROM sqlite_schema LIMIT 1') === undefined;
  if (found === SCHEMA_VERSION || isNew) return found;
  const who = found === 0 ? 'another program' : found > SCHEMA_VERSION ? 'a later version' : 'an earlier version';
  throw new InputProblem(
    `the database has schema version ${found}, of ${who}`,
    { file },
    `a database of schema version ${SCHEMA_VERSION}, or a path where there is none yet`,
    { advice: 'run what made it, or name another file; this one was left as it is' },
  );
};

/** Looks whether a database can be of use, and changes nothing. Throws InputProblem when it cannot. */
export const checkSchema = (get: (sql: string) => Row | undefined, file: string): void => {
  versionOf(get, file);
};

/** Makes the tables in a new database. */
export const ensureSchema = (db: Database, tables: readonly string[], file: string): void => {
  if (versionOf((sql) => db.get(sql), file) === SCHEMA_VERSION) return;
  db.transaction(() => {
    for (const table of tables)
      for (const statement of table.split(';\n')) if (statement.trim() !== '') db.run(statement);
    db.run(`PRAGMA user_version = ${SCHEMA_VERSION}`);
  });
};
