import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { InputProblem } from '../../contract/input-problem.ts';
import type { Database, Ddl, Row } from './database.ts';
import { StatementFailed } from './postgres/bridge.ts';
import { openPostgres } from './postgres/postgres.ts';
import { hasTurns, prepareSchema } from './postgres/prepare.ts';
import { MAKING_TABLES } from './postgres/protocol.ts';
import { isPostgres, type PostgresSettings, postgresSettings } from './postgres/settings.ts';
import { checkSchema, ensureSchema, SCHEMA_VERSION } from './schema.ts';
import { isCutOff, isNoPath, openSqlite, sqliteMark, type SqliteOptions } from './sqlite.ts';
import { troubleInWords } from './trouble-words.ts';
import { StoreUnavailable, type Trouble, troubleOf } from './unavailable.ts';

/** SQLite tells it of a disk that fails. What is not there yet is made, or cannot be: that it tells by itself. */
const isReadOnly = (path: string): boolean =>
  [path, dirname(path)].filter(existsSync).some((place) => {
    try {
      accessSync(place, constants.W_OK);
      return false;
    } catch {
      return true;
    }
  });

/** The first thing that is not as SQLite would have written it; reads the whole file. */
const damageOf = (get: (sql: string) => Row | undefined): string | undefined => {
  const said = get('PRAGMA quick_check(1)')?.['quick_check'];
  return said === 'ok' ? undefined : String(said);
};

const problem = (trouble: Trouble, file: string, said?: string): InputProblem => {
  const { what, expected, advice } = troubleInWords(trouble, 'atOpening');
  return new InputProblem(said === undefined ? what : `${what} (${said})`, { file }, expected, { advice });
};

/** A server's own words: why it cannot be reached has as many reasons as a network. */
const saidBy = (cause: unknown): string | undefined =>
  cause instanceof StatementFailed ? cause.failure.message || cause.failure.code : undefined;

const asProblem = (error: unknown, path: string): InputProblem => {
  if (error instanceof InputProblem) return error;
  if (error instanceof StoreUnavailable) return problem(error.trouble, path, saidBy(error.cause));
  const trouble = troubleOf(error);
  if (trouble !== undefined) return problem(trouble, path);
  const said = error instanceof Error ? error.message : String(error);
  return problem('cannot-be-opened', path, said);
};

export interface OpenOptions extends Pick<SqliteOptions, 'maxPages' | 'syncsAside'> {
  /** Looks at what the tables say; what it throws ends the opening. */
  readonly verify?: (database: Database) => void;
}

/** A file is looked through first, so that a damaged one serves nobody. */
const openFile = (path: string, options: Pick<SqliteOptions, 'maxPages' | 'syncsAside'>): Database => {
  if (isNoPath(path)) throw problem('cannot-be-opened', path, 'no path of a file is named');
  if (path !== ':memory:' && isReadOnly(path)) throw problem('read-only', path);
  if (isCutOff(path)) throw problem('damaged', path, 'it is empty or gone, and its log is not');
  const check: SqliteOptions['check'] = (get) => {
    checkSchema(sqliteMark(get), path);
    const damage = damageOf(get);
    if (damage !== undefined) throw problem('damaged', path, damage);
  };
  return openSqlite(path, { ...options, check });
};

const openServer = (settings: PostgresSettings): Database => {
  const database = openPostgres(settings);
  try {
    prepareSchema(database, settings);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
};

/** Whether there is a database at `place`. Makes and changes nothing. Throws InputProblem where a server cannot be asked. */
export const isDatabaseThere = (place: string): boolean => {
  if (!isPostgres(place)) return existsSync(place);
  const settings = postgresSettings(place);
  const database = openPostgres(settings);
  try {
    return hasTurns(database, settings.schema);
  } catch (error) {
    throw asProblem(error, settings.label);
  } finally {
    database.close();
  }
};

/** On a server what makes the tables of an older version has time for all of their rows, on a connection of its own. */
const makeTables = (
  database: Database,
  tables: readonly Ddl[],
  label: string,
  settings: PostgresSettings | undefined,
): void => {
  if (settings === undefined) ensureSchema(database, tables, label);
  else if (checkSchema(database.schema, label) !== SCHEMA_VERSION) {
    const patient = openPostgres(settings, MAKING_TABLES);
    try {
      ensureSchema(patient, tables, label);
    } finally {
      patient.close();
    }
  }
  database.schema.keepTo(SCHEMA_VERSION);
};

/**
 * Opens the database at `place`, a path or the URL of one on PostgreSQL, made if it is not there, with these tables.
 * Throws InputProblem, and leaves what is there as it is, when it cannot be used.
 */
export const openDatabase = (
  place: string,
  tables: readonly Ddl[],
  { verify, ...options }: OpenOptions = {},
): Database => {
  const settings = isPostgres(place) ? postgresSettings(place) : undefined;
  const label = settings?.label ?? place;
  let database: Database | undefined;
  try {
    database = settings === undefined ? openFile(place, options) : openServer(settings);
    makeTables(database, tables, label, settings);
    verify?.(database);
    return database;
  } catch (error) {
    database?.close();
    throw asProblem(error, label);
  }
};
