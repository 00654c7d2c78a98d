import { InputProblem } from '../../../contract/input-problem.ts';
import { isLoopback } from '../../loopback.ts';

/** Where a PostgreSQL database is, and how it is reached. What is secret comes by the environment (PGPASSWORD, PGPASSFILE). */
export interface PostgresSettings {
  /** A host name or address, or the directory of a socket. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  /** Undefined: PGUSER, or the name of whoever runs this. */
  readonly user: string | undefined;
  /** The tables lie in a schema of their own, so that one database may hold several systems. */
  readonly schema: string;
  /** Whether the server has to prove who it is; always, where it is not on this machine. */
  readonly isTls: boolean;
  /** For people: without anything secret. */
  readonly label: string;
}

const DEFAULT_PORT = 5432;
const DEFAULT_SCHEMA = 'vitalproof';
const SCHEMA = /^[a-z_][a-z0-9_]{0,62}$/;
const PARAMETERS = ['schema', 'host'];

/** Whether a database is named that is on PostgreSQL, and not a file. */
export const isPostgres = (place: string): boolean => /^postgres(ql)?:/i.test(place);

const HOW = 'postgres://[USER@]HOST[:PORT]/DATABASE[?schema=NAME] or postgres:///DATABASE?host=/SOCKET/DIRECTORY';

const problem = (what: string, advice: string): InputProblem =>
  new InputProblem(what, { path: '--db' }, HOW, { advice });

const parsed = (place: string): URL => {
  const url = URL.parse(place);
  if (url === null) throw problem('the place of the database is no URL', 'write it as expected');
  // A command line is seen by everybody on the machine.
  if (url.password !== '') throw problem('the URL holds a password', 'leave it out, and give it as PGPASSWORD');
  for (const name of url.searchParams.keys())
    if (!PARAMETERS.includes(name))
      throw problem(`the URL has a parameter that is not known, ${name}`, `known are ${PARAMETERS.join(' and ')}`);
  const twice = PARAMETERS.find((name) => url.searchParams.getAll(name).length > 1);
  if (twice !== undefined) throw problem(`the URL says ${twice} twice`, 'say it once');
  if (url.hash !== '') throw problem('the URL has a fragment', 'leave out what stands behind #');
  return url;
};

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    throw problem('the URL is not percent-encoded UTF-8', 'write % as %25');
  }
};

/** Reads the URL of a database. Throws InputProblem for one that cannot be meant, or that holds a secret. */
export const postgresSettings = (place: string): PostgresSettings => {
  const url = parsed(place);
  const database = decoded(url.pathname.slice(1));
  if (database === '' || database.includes('/')) throw problem('the URL names no database', 'name it behind the host');
  const schema = url.searchParams.get('schema') ?? DEFAULT_SCHEMA;
  if (!SCHEMA.test(schema))
    throw problem(`${schema.slice(0, 80)} is no name for a schema`, 'lower case letters, digits and _; 63 at most');
  const socket = url.searchParams.get('host');
  if (socket !== null && (url.hostname !== '' || !socket.startsWith('/')))
    throw problem('host is for the directory of a socket alone', 'name the host before the database');
  const host = socket ?? (url.hostname === '' ? 'localhost' : url.hostname);
  const port = url.port === '' ? DEFAULT_PORT : Number(url.port);
  const where = socket === null ? `${host}:${port}` : `${socket}, port ${port}`;
  return {
    host: host.replace(/^\[|\]$/g, ''),
    port,
    database,
    user: url.username === '' ? undefined : decoded(url.username),
    schema,
    isTls: socket === null && !isLoopback(host),
    label: `postgres ${database} (schema ${schema}) at ${where}`,
  };
};
