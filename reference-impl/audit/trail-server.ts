import pg from 'pg';
import { InputProblem } from '../../contract/input-problem.ts';
import { clientConfig } from '../store/postgres/client.ts';
import { BOUNDS } from '../store/postgres/protocol.ts';
import { type PostgresSettings, postgresSettings } from '../store/postgres/settings.ts';
import { checkSchema } from '../store/schema.ts';
import type { ChainHead } from './chain.ts';
import { rowsOf, STEP, type TrailSource } from './trail-source.ts';

const unusable = ({ label }: PostgresSettings, error: unknown): InputProblem =>
  new InputProblem(
    `the audit trail cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    { file: label },
    'a database of the reference on a server that answers, made by this version',
    { advice: 'look whether the server runs, the schema is the right one, and PGUSER and PGPASSWORD are given' },
  );

/** Somebody may have taken a column away, or the whole table: then there is none. */
const columnsOf = async (client: pg.Client, table: 'audit_events' | 'audit_head'): Promise<readonly string[]> => {
  const { rows } = await client.query<{ name: string }>(
    'SELECT attname AS name FROM pg_attribute WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped',
    [table],
  );
  return rows.map(({ name }) => name);
};

const storedHead = async (client: pg.Client): Promise<ChainHead | undefined> => {
  const there = await columnsOf(client, 'audit_head');
  if (!there.includes('count') || !there.includes('hash')) return undefined;
  const { rows } = await client.query<{ count: bigint; hash: string }>('SELECT count, hash FROM audit_head');
  const [row] = rows;
  return row === undefined ? undefined : { count: Number(row.count), hash: row.hash };
};

const checkVersion = async (client: pg.Client, { label }: PostgresSettings): Promise<void> => {
  const { rows } = await client.query<{ version: bigint }>('SELECT version FROM turns');
  const [row] = rows;
  checkSchema({ version: () => Number(row?.version ?? 0), isEmpty: () => false }, label);
};

/**
 * The trail of a database on PostgreSQL as it is at this moment, also while others write. Rejects with InputProblem where
 * it cannot be read.
 */
export const trailOfServer = async (url: string): Promise<TrailSource> => {
  const settings = postgresSettings(url);
  // Whole numbers as in a file: what somebody wrote into a row may be larger than a number holds.
  const client = new pg.Client(clientConfig(settings, { ...BOUNDS, idleInTransactionMs: 0 }, BigInt));
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await checkVersion(client, settings);
  } catch (error) {
    await client.end().catch(() => {});
    throw error instanceof InputProblem ? error : unusable(settings, error);
  }
  const problem = (error: unknown): InputProblem => (error instanceof InputProblem ? error : unusable(settings, error));
  return {
    head: async () => {
      try {
        return await storedHead(client);
      } catch (error) {
        throw problem(error);
      }
    },
    rows: async function* () {
      try {
        const select = rowsOf(await columnsOf(client, 'audit_events'));
        if (select === undefined) return;
        // By their place in it and not by their numbers: one number may be there twice.
        await client.query(`DECLARE trail NO SCROLL CURSOR FOR ${select} ORDER BY seq`);
        for (;;) {
          // oxlint-disable-next-line no-await-in-loop -- one part after the other
          const { rows } = await client.query<Record<string, unknown>>(`FETCH ${STEP} FROM trail`);
          if (rows.length === 0) return;
          yield rows;
        }
      } catch (error) {
        throw problem(error);
      }
    },
    close: () => client.end(),
  };
};
