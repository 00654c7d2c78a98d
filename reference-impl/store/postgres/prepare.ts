import { InputProblem } from '../../../contract/input-problem.ts';
import type { Database } from '../database.ts';
import type { PostgresSettings } from './settings.ts';
import { TURNS_TABLE } from './turns.ts';

const LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('vitalproof makes ' || ?, 0))";

/** Whether the schema holds a database of ours. */
export const hasTurns = (ask: Pick<Database, 'get'>, schema: string): boolean =>
  ask.get("SELECT 1 AS is FROM pg_tables WHERE schemaname = ? AND tablename = 'turns'", schema) !== undefined;

/**
 * Makes the schema and its row of turns, where they are not there, and no more than that. Several processes may do so at
 * once. Throws InputProblem where the schema holds something of another program, or the database cannot hold every text.
 */
export const prepareSchema = (
  ask: Pick<Database, 'get' | 'run'>,
  { schema, label }: Pick<PostgresSettings, 'schema' | 'label'>,
): void => {
  const encoding = ask.get('SHOW server_encoding')?.['server_encoding'];
  if (encoding !== 'UTF8')
    throw new InputProblem(`the database keeps text as ${String(encoding)}`, { file: label }, 'a database in UTF8', {
      advice: "make one with: CREATE DATABASE ... ENCODING 'UTF8' TEMPLATE template0",
    });
  if (hasTurns(ask, schema)) return;
  ask.run('BEGIN');
  try {
    ask.get(LOCK, schema);
    // Only now nobody else makes them: what is there besides is another program's.
    if (
      !hasTurns(ask, schema) &&
      ask.get('SELECT 1 AS is FROM pg_tables WHERE schemaname = ? LIMIT 1', schema) !== undefined
    )
      throw new InputProblem(
        'the schema holds tables of another program',
        { file: label },
        'a schema made by this program, or one that is not there yet',
        { advice: 'name another: ?schema=NAME behind the database' },
      );
    if (ask.get('SELECT 1 AS is FROM pg_namespace WHERE nspname = ?', schema) === undefined)
      ask.run(`CREATE SCHEMA "${schema}"`);
    ask.run(TURNS_TABLE);
    ask.run('INSERT INTO turns VALUES (1, 0, 0) ON CONFLICT DO NOTHING');
    ask.run('COMMIT');
  } catch (error) {
    ask.run('ROLLBACK');
    throw error;
  }
};
