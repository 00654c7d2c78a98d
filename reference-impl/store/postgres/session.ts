import { parentPort, workerData } from 'node:worker_threads';
import pg from 'pg';
import type { Row } from '../database.ts';
import { clientConfig } from './client.ts';
import type { Answered, Asked, Failure, SessionTask, Statement } from './protocol.ts';

/**
 * A thread that holds one connection, so that another can wait for its answers: see `bridge.ts`. A connection that was
 * lost is made anew with the next question.
 */

const { settings, bounds, signal, port } = workerData as SessionTask;
const counter = new Int32Array(signal);

const SETUP = `SELECT set_config('synchronous_commit', 'on', false)
  WHERE current_setting('synchronous_commit') IN ('off', 'local')`;
/** Every process asks something every second: one that does not is gone, or hangs, and leads no more. Before version 14 there is no such setting. */
const LEASE = `SELECT set_config('idle_session_timeout', '${bounds.idleSessionMs}', false)
  WHERE current_setting('server_version_num')::int >= 140000`;
/** Statements that are prepared; what comes past them, searches by one of many joins of conditions, is parsed each time. */
const MOST_PREPARED = 500;

let client: pg.Client | undefined;
let connection = 0;
/** Statements are prepared once a connection, by these names. */
const names = new Map<string, string>();

const connect = async (): Promise<pg.Client> => {
  const made = new pg.Client({ ...clientConfig(settings, bounds, Number), pipeline: true });
  const gone = (): void => {
    if (client === made) client = undefined;
  };
  made.on('error', gone);
  made.on('end', gone);
  made.on('notification', ({ payload }) => parentPort?.postMessage(payload ?? ''));
  try {
    await made.connect();
    await made.query(SETUP);
    await made.query(LEASE);
    await made.query(`LISTEN "${settings.schema}"`);
  } catch (error) {
    await made.end().catch(() => {});
    throw error;
  }
  names.clear();
  client = made;
  connection += 1;
  return made;
};

const nameOf = (sql: string): string | undefined => {
  let name = names.get(sql);
  if (name === undefined && names.size < MOST_PREPARED) names.set(sql, (name = `s${names.size}`));
  return name;
};

const queryOf = ({ sql, cells }: Statement): pg.QueryConfig => {
  const name = nameOf(sql);
  return { ...(name === undefined ? {} : { name }), text: sql, values: [...cells] };
};

/** All are sent at once; what comes after one that failed fails too, in a transaction. */
const carryOut = async (on: pg.Client, statements: readonly Statement[]): Promise<readonly Row[]> => {
  const sent = statements.map((statement) => on.query<Row>(queryOf(statement)));
  const settled = await Promise.allSettled(sent);
  for (const one of settled) if (one.status === 'rejected') throw one.reason;
  const last = settled.at(-1);
  return last?.status === 'fulfilled' ? last.value.rows : [];
};

/** SQLSTATE of a password that is wrong: one that is asked for and not given is found out on this side, and has none. */
const WRONG_PASSWORD = '28P01';

const codeOf = (error: Error): string | undefined => {
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.message.startsWith('SASL') ? WRONG_PASSWORD : undefined;
};

/** What the server has not said comes of a connection that is gone, even where its end has not been told yet. */
const isOfServer = (error: unknown): boolean => error instanceof pg.DatabaseError;

const failureOf = (error: unknown): Failure => {
  const code = error instanceof Error ? codeOf(error) : undefined;
  const isLost = client === undefined || !isOfServer(error);
  return { code, message: error instanceof Error ? error.message : String(error), isLost };
};

/** The next question makes another one. */
const letGo = (lost: pg.Client): void => {
  if (client === lost) client = undefined;
  lost.end().catch(() => {});
};

const LOST: Failure = { code: '08006', message: 'the connection of the transaction is gone', isLost: true };

const answerTo = async ({ statements, goesOn }: Exclude<Asked, 'close'>): Promise<Answered> => {
  if (goesOn && client === undefined) return { failed: LOST, connection };
  let on = client;
  try {
    on ??= await connect();
    return { rows: await carryOut(on, statements), connection };
  } catch (error) {
    if (on !== undefined && !isOfServer(error)) letGo(on);
    return { failed: { ...failureOf(error), isUnreached: on === undefined }, connection };
  }
};

const answer = (answered: Answered): void => {
  port.postMessage(answered);
  Atomics.add(counter, 0, 1);
  Atomics.notify(counter, 0);
};

port.on('message', async (asked: Asked) => {
  if (asked !== 'close') {
    answer(await answerTo(asked));
    return;
  }
  await client?.end().catch(() => {});
  answer({ rows: [], connection });
  port.close();
});
