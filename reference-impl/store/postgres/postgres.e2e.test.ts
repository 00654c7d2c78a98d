import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createPipeline } from '../../app.ts';
import { EHR, MRN, must } from '../../world.test-helper.ts';
import { keyOf } from '../../../contract/domain/identifier.ts';
import { InputProblem } from '../../../contract/input-problem.ts';
import type { Database, Ddl } from '../database.ts';
import { openDatabase } from '../open-database.ts';
import { SCHEMA_VERSION } from '../schema.ts';
import { StoreUnavailable, type Trouble } from '../unavailable.ts';
import { type Cluster, noPostgres, onPostgres, startCluster } from './cluster.ts';
import { openPostgres } from './postgres.ts';
import { asked, until, untilDone } from './server.test-helper.ts';
import { BOUNDS } from './protocol.ts';
import { postgresSettings } from './settings.ts';

const TABLES: readonly Ddl[] = ['CREATE TABLE t (n INTEGER PRIMARY KEY, w TEXT) STRICT'];
let cluster: Cluster;
let schemas = 0;
const opened: Database[] = [];
const newSchema = (): string => cluster.of(`s${(schemas += 1)}`);
const open = (url: string): Database => {
  const db = openDatabase(url, TABLES);
  opened.push(db);
  return db;
};
const ns = (db: Database): readonly unknown[] => db.all('SELECT n FROM t ORDER BY n').map((row) => row['n']);
const insert = (db: Database, n: number): void => db.run('INSERT INTO t VALUES (?, ?)', n, null);
const told = (listen: (listener: () => void) => void): { readonly times: () => number } => {
  let times = 0;
  listen(() => (times += 1));
  return { times: () => times };
};
/** Before a server at `port`: tells of the end of the second connection right behind the last answer of its making, and leaves it open. */
const ENDING_SECOND = `
const { createServer, connect } = require('node:net');
const { parentPort, workerData } = require('node:worker_threads');
const fields = 'SFATAL\\0C57P01\\0Mended\\0\\0';
const fatal = Buffer.concat([Buffer.from('E'), Buffer.alloc(4), Buffer.from(fields)]);
fatal.writeInt32BE(fatal.length - 1, 1);
let connections = 0;
const server = createServer((near) => {
  const far = connect(workerData, '127.0.0.1');
  let isSecond = (connections += 1) === 2;
  near.on('error', () => {}).pipe(far.on('error', () => {}));
  far.on('data', (data) => {
    const ends = isSecond && data.includes('LISTEN\\0');
    if (ends) isSecond = false;
    near.write(ends ? Buffer.concat([data, fatal]) : data);
  });
  far.on('end', () => near.end());
  near.on('close', () => far.destroy());
});
server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));`;

/** In a thread of its own, as whoever asks stands still meanwhile. */
const endingSecond = async (behind: number): Promise<{ readonly port: number; end(): Promise<unknown> }> => {
  const worker = new Worker(ENDING_SECOND, { eval: true, workerData: behind });
  const [port] = (await once(worker, 'message')) as [number];
  return { port, end: () => worker.terminate() };
};

describe.skipIf(noPostgres !== undefined)(`a database ${onPostgres}`, () => {
  beforeAll(async () => {
    cluster = await startCluster();
    const [at] = await asked(cluster.url, "CREATE ROLE guarded LOGIN PASSWORD 'x'", 'SHOW hba_file');
    const { hba_file: file } = at as { readonly hba_file: string };
    writeFileSync(file, `host all guarded all scram-sha-256\n${readFileSync(file, 'utf8')}`);
    await asked(cluster.url, 'SELECT pg_reload_conf()');
  });
  afterEach(() => {
    for (const db of opened.splice(0)) db.close();
  });
  afterAll(async () => cluster.remove());

  test('gives back what was written: whole numbers as numbers, any text, nothing as null', () => {
    const db = open(newSchema());
    db.run('INSERT INTO t VALUES (?, ?)', Number.MAX_SAFE_INTEGER, 'Zoë 🩺 \u0001 \\ \' " $1 ?');
    db.run('INSERT INTO t VALUES (?, ?)', -1, null);
    expect(db.all('SELECT n, w FROM t ORDER BY n')).toEqual([
      { n: -1, w: null },
      { n: Number.MAX_SAFE_INTEGER, w: 'Zoë 🩺 \u0001 \\ \' " $1 ?' },
    ]);
    expect(db.get('SELECT count(*) AS n FROM t')).toEqual({ n: 2 });
    expect(db.get('SELECT n FROM t WHERE n = ?', 7)).toBeUndefined();
    expect(db.get('SELECT n FROM t WHERE w = ?', 'a\u0000b')).toBeUndefined();
  });

  test('orders text by its bytes', () => {
    const db = open(newSchema());
    for (const [n, w] of ['b', 'B', 'a', 'ä', 'z'].entries()) db.run('INSERT INTO t VALUES (?, ?)', n, w);
    expect(db.all('SELECT w FROM t ORDER BY w').map((row) => row['w'])).toEqual(['B', 'a', 'b', 'z', 'ä']);
  });

  test('a throw undoes a transaction, and what is inside a savepoint alone', () => {
    const db = open(newSchema());
    const undone = told(db.onRollback);
    db.transaction(() => {
      insert(db, 1);
      expect(() =>
        db.savepoint(() => {
          insert(db, 2);
          throw new Error('no');
        }),
      ).toThrow('no');
      db.savepoint(() => db.savepoint(() => insert(db, 3)));
      db.savepoint(
        () => db.savepoint(() => insert(db, 4)),
        () => false,
      );
    });
    expect(ns(db)).toEqual([1, 3]);
    expect(() =>
      db.transaction(() => {
        insert(db, 5);
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(ns(db)).toEqual([1, 3]);
    expect(undone.times()).toBeGreaterThanOrEqual(3);
  });

  test('a write that does not go in is told to whoever wrote it, and to nobody else', () => {
    const db = open(newSchema());
    db.transaction(() => {
      db.savepoint(() => insert(db, 1));
      expect(() => db.savepoint(() => insert(db, 1))).toThrow(/unique/);
      expect(() => db.savepoint(() => db.savepoint(() => insert(db, 1)))).toThrow(/unique/);
      db.savepoint(() => insert(db, 2));
    });
    expect(ns(db)).toEqual([1, 2]);
    expect(() => insert(db, 2)).toThrow(/unique/);
    expect(ns(db)).toEqual([1, 2]);
  });

  test('many writes are sent together, and all of them go in', () => {
    const db = open(newSchema());
    db.transaction(() => {
      for (let n = 0; n < 2000; n += 1) insert(db, n);
      expect(db.get('SELECT count(*) AS n FROM t')).toEqual({ n: 2000 });
    });
    expect(ns(db)).toHaveLength(2000);
  });

  test('two that share it take turns, and each knows when the other has written', async () => {
    const url = newSchema();
    const [one, two] = [open(url), open(url)];
    const changed = [told(one.onChangedElsewhere), told(two.onChangedElsewhere)] as const;
    const others = [told(one.onOthers), told(two.onOthers)] as const;
    const times = () => changed.map((it) => it.times());
    one.transaction(() => insert(one, 1));
    const first = times()[0];
    one.transaction(() => insert(one, 2));
    expect(times()[0], 'nobody else wrote').toBe(first);
    expect([one.isSole, one.transaction(() => one.isSole), one.isSole]).toEqual([false, true, false]);
    two.transaction(() => expect(ns(two)).toEqual([1, 2]));
    const before = times()[0];
    one.transaction(() => {});
    expect(times()[0], 'somebody else wrote').toBe((before ?? 0) + 1);
    await until(() => others.every((it) => it.times() > 0));
  });

  test('one of those who share it leads, and another when it has ended', async () => {
    const url = newSchema();
    const [one, two] = [open(url), openDatabase(url, TABLES)];
    expect([two.leads(), one.leads(), two.leads(), one.leads()]).toEqual([true, false, true, false]);
    two.close();
    await until(() => one.leads());
    const elsewhere = open(newSchema());
    expect(elsewhere.leads()).toBe(true);
  });

  test('who cannot have the turn in time is refused for now, and has it later', async () => {
    const url = newSchema();
    open(url);
    const db = openPostgres(postgresSettings(url), { ...BOUNDS, lockMs: 50 });
    opened.push(db);
    const troubles: Trouble[] = [];
    db.onTrouble((trouble) => troubles.push(trouble));
    const holder = new pg.Client({ connectionString: cluster.url });
    await holder.connect();
    await holder.query(`BEGIN; SELECT * FROM ${postgresSettings(url).schema}.turns FOR UPDATE`);
    expect(() => db.transaction(() => insert(db, 1))).toThrow(StoreUnavailable);
    expect(troubles).toEqual(['locked']);
    await holder.end();
    await untilDone(() => db.transaction(() => insert(db, 2)));
    expect(ns(db)).toEqual([2]);
  });

  test('who holds the turn and hangs loses it', async () => {
    const url = newSchema();
    const db = open(url);
    const hanging = openPostgres(postgresSettings(url), { ...BOUNDS, idleInTransactionMs: 100 });
    opened.push(hanging);
    expect(() =>
      hanging.transaction(() => {
        insert(hanging, 1);
        hanging.get('SELECT 1 AS one');
        // As if the process stood still.
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400);
        db.transaction(() => insert(db, 2));
      }),
    ).toThrow(StoreUnavailable);
    expect(ns(db)).toEqual([2]);
    hanging.transaction(() => insert(hanging, 3));
    expect(ns(db)).toEqual([2, 3]);
  });

  test('a server that is gone is told of, fails what was under way, and is found again', async () => {
    const db = open(newSchema());
    const troubles: Trouble[] = [];
    db.onTrouble((trouble) => troubles.push(trouble));
    db.transaction(() => insert(db, 1));
    await cluster.crash();
    try {
      expect(() => db.transaction(() => insert(db, 2))).toThrow(StoreUnavailable);
      expect(() => ns(db)).toThrow(StoreUnavailable);
      expect(new Set(troubles)).toEqual(new Set(['unreachable']));
    } finally {
      await cluster.start();
    }
    await untilDone(() => db.transaction(() => insert(db, 3)));
    expect(ns(db)).toEqual([1, 3]);
  });

  test('who has lost its connection leads no more, and may again', async () => {
    const url = newSchema();
    const [one, two] = [open(url), open(url)];
    expect([one.leads(), two.leads()]).toEqual([true, false]);
    await asked(url, `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'`);
    await until(() => two.leads());
    // It is told with the first answer of another connection.
    await untilDone(() => ns(one));
    expect([one.leads(), two.leads()]).toEqual([false, true]);
  });

  test('that is ended by the server as soon as it is made is no answer, and another is made', async () => {
    const { port, end } = await endingSecond(Number(new URL(cluster.url).port));
    try {
      const url = newSchema();
      // Making the tables takes a connection of its own.
      open(url);
      const place = new URL(url);
      place.port = String(port);
      const db = open(place.href);
      const troubles: Trouble[] = [];
      db.onTrouble((trouble) => troubles.push(trouble));
      await asked(url, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'vitalproof'");
      await untilDone(() => db.transaction(() => insert(db, 1)));
      expect(new Set(troubles)).toEqual(new Set(['unreachable']));
      expect(ns(db)).toEqual([1]);
    } finally {
      await end();
    }
  });

  test('a server that does not answer keeps nobody waiting for good', async () => {
    const db = openPostgres(postgresSettings(cluster.url), { ...BOUNDS, answerMs: 300 });
    opened.push(db);
    expect(() => db.get('SELECT pg_sleep(5)')).toThrow(StoreUnavailable);
  });

  test('opened by several at once is made once', async () => {
    const url = newSchema();
    const all = await Promise.all([1, 2, 3].map(async () => open(url)));
    for (const [n, db] of all.entries()) db.transaction(() => insert(db, n));
    expect(all.map(ns)).toEqual([
      [0, 1, 2],
      [0, 1, 2],
      [0, 1, 2],
    ]);
  });

  test('that a later version made, or another program, is refused and left as it is', async () => {
    const url = newSchema();
    open(url).close();
    opened.pop();
    await asked(url, `UPDATE turns SET version = ${SCHEMA_VERSION + 1}`);
    expect(() => open(url)).toThrow(/of a later version/);
    expect(await asked(url, 'SELECT version FROM turns')).toEqual([{ version: String(SCHEMA_VERSION + 1) }]);
    const other = newSchema();
    const { schema } = postgresSettings(other);
    await asked(other, `CREATE SCHEMA ${schema}`, `CREATE TABLE ${schema}.things (n int)`);
    expect(() => open(other)).toThrow(/another program/);
    expect(await asked(other, 'SELECT tablename FROM pg_tables WHERE schemaname = current_schema()')).toEqual([
      { tablename: 'things' },
    ]);
  });

  test('of an older version has the tables of today after it is opened', async () => {
    const url = newSchema();
    const file = async (key: string): Promise<void> => {
      const pipeline = createPipeline({ databasePath: url });
      const person = { family: 'Doe', given: 'X', gender: 'unknown', birthDate: '1970-01-15' } as const;
      must(await pipeline.people.patient(EHR, { identifier: MRN(key), ...person }));
      await pipeline.close();
    };
    const names = 'SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1';
    await file('a');
    const today = await asked(url, names);
    await asked(
      url,
      'DROP TABLE answered',
      'DROP TABLE audit_about',
      'DROP TABLE audit_about_end',
      'CREATE INDEX audit_of_patient ON audit_events (patient_key, seq)',
      'CREATE INDEX audit_of_entity ON audit_events (entity_key, seq)',
      'DROP INDEX readings_changed',
      'ALTER TABLE readings DROP COLUMN order_seq, DROP COLUMN order_version, DROP COLUMN found, ADD UNIQUE (stamp)',
      `INSERT INTO readings SELECT 1, 'k', 1, 1, '{}', key, 'glucose', 0, 0, NULL, NULL, NULL, 0, 'filed' FROM patients`,
      `INSERT INTO orders SELECT n, 'k' || n, 1, n, '{}', key, 'glucose', 'active' FROM patients, generate_series(1, 2) AS n`,
      `INSERT INTO reading_orders VALUES (1, 2, 4, NULL), (1, 1, 3, 'H')`,
      'UPDATE turns SET version = 4',
    );
    await file('b');
    expect(await asked(url, 'SELECT key, seq::int FROM audit_about')).toEqual([{ key: keyOf(MRN('a')), seq: 1 }]);
    expect(await asked(url, 'SELECT seq::int FROM audit_about_end')).toEqual([{ seq: 1 }]);
    expect(await asked(url, names)).toEqual(today);
    expect(await asked(url, 'SELECT version FROM turns')).toEqual([{ version: String(SCHEMA_VERSION) }]);
    expect(await asked(url, 'SELECT count(*)::int AS n FROM patients')).toEqual([{ n: 2 }]);
    expect(await asked(url, 'SELECT order_seq::int, order_version::int, found FROM readings')).toEqual([
      { order_seq: 1, order_version: 3, found: 'H' },
    ]);
    expect(await asked(url, 'SELECT order_seq::int, version::int, found FROM reading_orders')).toEqual([
      { order_seq: 2, version: 4, found: null },
    ]);
    expect(await asked(url, "SELECT conname FROM pg_constraint WHERE conname = 'readings_stamp_key'")).toEqual([]);
  });

  test('whose tables cannot be made is left empty', async () => {
    const url = newSchema();
    expect(() => openDatabase(url, ['CREATE TABLE a (n INTEGER) STRICT', 'CREATE NONSENSE'])).toThrow(InputProblem);
    expect(await asked(url, 'SELECT tablename FROM pg_tables WHERE schemaname = current_schema()')).toEqual([
      { tablename: 'turns' },
    ]);
    open(url);
  });

  test.each([
    ['no such database', () => cluster.url.replace('/postgres', '/nothing'), /does not let this user in/],
    ['no such user', () => cluster.url.replace('vitalproof@', 'nobody@'), /does not let this user in/],
    ['no server', () => 'postgres://127.0.0.1:1/d', /cannot be reached.*ECONNREFUSED/],
    ['no password', () => cluster.url.replace('vitalproof@', 'guarded@'), /does not let this user in.*password/],
  ])('%s is said in words, with what to do', (_title, url, what) => {
    const place = url();
    const problem = (() => {
      try {
        return open(place);
      } catch (error) {
        return error;
      }
    })();
    if (!(problem instanceof InputProblem)) throw new Error('opened');
    expect(problem.message).toMatch(what);
    expect(problem.describe()).toMatch(/what to do/);
  });

  test('whose tables are gone for a while, as where a backup is put back, goes on once they are there', async () => {
    const url = newSchema();
    const { schema } = postgresSettings(url);
    const pipeline = createPipeline({ databasePath: url });
    const person = { family: 'Doe', given: 'X', gender: 'unknown', birthDate: '1970-01-15' } as const;
    const file = () => pipeline.people.patient(EHR, { identifier: MRN('a'), ...person });
    try {
      await asked(cluster.url, `ALTER SCHEMA ${schema} RENAME TO ${schema}_away`);
      expect(await file()).toMatchObject({ ok: false, refusal: { code: 'unavailable' } });
      // What another process has done is looked for every second: that nothing was found does not end this one.
      await new Promise((resolve) => setTimeout(resolve, BOUNDS.lookMs + 200));
      expect(pipeline.health().trouble).toBe('without-tables');
      await asked(cluster.url, `ALTER SCHEMA ${schema}_away RENAME TO ${schema}`);
      await until(() => pipeline.health().trouble === undefined);
      must(await file());
    } finally {
      await pipeline.close();
    }
  });

  test('in a schema that is called like a word of the language', () => {
    const db = open(cluster.of('user'));
    db.transaction(() => insert(db, 1));
    expect(ns(db)).toEqual([1]);
    expect(db.leads()).toBe(true);
  });

  test('commits wait for the disk, whatever the server’s own setting is', async () => {
    const url = newSchema();
    await asked(url, 'ALTER ROLE vitalproof SET synchronous_commit = off');
    try {
      expect(open(url).get('SHOW synchronous_commit')).toEqual({ synchronous_commit: 'on' });
    } finally {
      await asked(url, 'ALTER ROLE vitalproof RESET synchronous_commit');
    }
  });
});
