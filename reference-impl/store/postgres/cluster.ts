import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Where PostgreSQL's programs are: on the PATH, or where Debian puts them. Undefined: it is not installed. */
const BIN = [
  ...(process.env['PATH'] ?? '').split(delimiter),
  ...globSync('/usr/lib/postgresql/*/bin').toSorted().toReversed(),
].find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));

/** The server refuses to run as root: somebody without rights does it then. */
const idOf = (flag: '-u' | '-g'): number | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' });
    if (status === 0) return Number(stdout);
  }
  return undefined;
};
const ownerOf = (): { readonly uid?: number; readonly gid?: number } => {
  const [uid, gid] = [idOf('-u'), idOf('-g')];
  return uid === undefined || gid === undefined ? {} : { uid, gid };
};

/** Why nothing can be run on PostgreSQL here; undefined: it can. */
export const noPostgres: string | undefined =
  BIN === undefined ? 'skipped: no PostgreSQL server is installed' : undefined;
/** For the name of such a test. */
export const onPostgres = noPostgres === undefined ? 'on PostgreSQL' : `on PostgreSQL (${noPostgres})`;

/** A PostgreSQL server of its own on loopback, for tests and for runs of a harness; thrown away at the end. */
export interface Cluster {
  /** Without a schema. */
  readonly url: string;
  /** Of a new schema of this name. */
  of(schema: string): string;
  /** It is gone at once, and clears nothing away. */
  crash(): Promise<void>;
  /** Runs again after a crash. */
  start(): Promise<void>;
  remove(): Promise<void>;
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
};

/** Resolves when the server says that it takes connections. */
const ready = (child: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-10_000);
      if (said.includes('ready to accept connections')) resolve();
    });
    child.once('exit', () => reject(new Error(`the server ended:\n${said}`)));
  });

/** Makes and starts a server. What is tested is killed, and never the machine: so it need not wait for the disk. */
export const startCluster = async (): Promise<Cluster> => {
  if (BIN === undefined) throw new Error('no PostgreSQL');
  const directory = mkdtempSync(join(tmpdir(), 'vitalproof-pg-'));
  const owner = ownerOf();
  if (owner.uid !== undefined && owner.gid !== undefined) chownSync(directory, owner.uid, owner.gid);
  const data = join(directory, 'data');
  const made = spawnSync(
    join(BIN, 'initdb'),
    ['-D', data, '-A', 'trust', '-U', 'vitalproof', '-E', 'UTF8', '--no-locale', '--no-sync'],
    {
      ...owner,
      cwd: directory,
      encoding: 'utf8',
    },
  );
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  const port = await freePort();
  const settings = [
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${directory}`,
    'fsync=off',
    'max_connections=200',
    'max_locks_per_transaction=256',
  ];
  let child: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    child = spawn(join(BIN, 'postgres'), ['-D', data, '-p', String(port), ...settings.flatMap((one) => ['-c', one])], {
      ...owner,
      cwd: directory,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await ready(child);
  };
  const crash = async (): Promise<void> => {
    if (child === undefined) return;
    const ended = once(child, 'exit');
    child.kill('SIGQUIT');
    await ended;
    child = undefined;
  };
  await start();
  const url = `postgres://vitalproof@127.0.0.1:${port}/postgres`;
  return {
    url,
    of: (schema) => `${url}?schema=${schema}`,
    crash,
    start,
    remove: async () => {
      await crash();
      rmSync(directory, { recursive: true, force: true });
    },
  };
};
