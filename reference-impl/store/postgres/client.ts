import type { ClientConfig } from 'pg';
import type { Bounds } from './protocol.ts';
import type { PostgresSettings } from './settings.ts';

/** PostgreSQL's numbers of its types for whole numbers. */
const INT8 = 20;
const INT4 = 23;

/** How a connection is made; `whole` reads a whole number, everything else stays text. */
export const clientConfig = (
  { host, port, database, user, schema, isTls }: PostgresSettings,
  bounds: Bounds,
  whole: (text: string) => number | bigint,
): ClientConfig => ({
  host,
  port,
  database,
  ...(user === undefined ? {} : { user }),
  ssl: isTls,
  application_name: 'vitalproof',
  // In quotes, as everywhere: a schema may be called like a word of the language.
  options: `-c search_path="${schema}"`,
  connectionTimeoutMillis: bounds.connectMs,
  statement_timeout: bounds.statementMs,
  lock_timeout: bounds.lockMs,
  idle_in_transaction_session_timeout: bounds.idleInTransactionMs,
  keepAlive: true,
  types: { getTypeParser: (oid: number) => (oid === INT8 || oid === INT4 ? whole : String) },
});
