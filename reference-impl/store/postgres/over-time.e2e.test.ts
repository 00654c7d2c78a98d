import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createPipeline } from '../../app.ts';
import type { Pipeline } from '../../pipeline.ts';
import { EHR, MRN, must } from '../../world.test-helper.ts';
import type { Database, Ddl } from '../database.ts';
import { openDatabase } from '../open-database.ts';
import { openStore } from '../open-store.ts';
import { SCHEMA_VERSION } from '../schema.ts';
import { StoreUnavailable, type Trouble } from '../unavailable.ts';
import { STRETCH } from '../../audit/about.ts';
import { searchAudit } from '../../audit/search.ts';
import { type Cluster, noPostgres, onPostgres, startCluster } from './cluster.ts';
import { openPostgres } from './postgres.ts';
import { BOUNDS } from './protocol.ts';
import { asked, until } from './server.test-helper.ts';
import { postgresSettings } from './settings.ts';

const TABLES: readonly Ddl[] = ['CREATE TABLE t (n INTEGER PRIMARY KEY, w TEXT) STRICT'];
const person = { family: 'Doe', given: 'X', gender: 'unknown', birthDate: '1970-01-15' } as const;
let cluster: Cluster;
let schemas = 0;
const opened: { close(): unknown }[] = [];
const newSchema = (): string => cluster.of(`o${(schemas += 1)}`);
const kept = <T extends { close(): unknown }>(one: T): T => {
  opened.push(one);
  return one;
};
const open = (url: string): Database => kept(openDatabase(url, TABLES));
const insert = (db: Database, n: number): void => db.transaction(() => db.run('INSERT INTO t VALUES (?, ?)', n, null));
const addPatient = (pipeline: Pipeline, key: string) =>
  pipeline.people.patient(EHR, { identifier: MRN(key), ...person });

describe.skipIf(noPostgres !== undefined)(`what comes to a database in the course of time ${onPostgres}`, () => {
  beforeAll(async () => {
    cluster = await startCluster();
  });
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close();
  });
  afterAll(async () => cluster.remove());

  test('searches by more joins of conditions than are prepared', () => {
    const db = open(newSchema());
    for (let n = 0; n < 1200; n += 1) expect(db.get(`SELECT ${n} AS n`)).toEqual({ n });
    insert(db, 1);
    expect(db.get('SELECT count(*) AS n FROM t')).toEqual({ n: 1 });
  });

  test('a server that comes back without the latest commits: nothing is held for known, though the number of the turn is the same', async () => {
    const url = newSchema();
    const one = open(url);
    insert(one, 1);
    let changed = 0;
    one.onChangedElsewhere(() => (changed += 1));
    insert(one, 2);
    expect(changed).toBe(0);
    // Another server has taken over that lacks the commit of 2, and somebody has written 3 there.
    await asked(
      url,
      'DELETE FROM t WHERE n = 2',
      'INSERT INTO t VALUES (3, NULL)',
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'vitalproof'`,
    );
    await until(() => {
      try {
        return one.get('SELECT 1 AS here') !== undefined;
      } catch {
        return false;
      }
    });
    insert(one, 4);
    expect(changed).toBe(1);
  });

  test('who runs on when a later version has made the tables anew writes nothing more, and says so', async () => {
    const url = newSchema();
    const troubles: Trouble[] = [];
    const db = open(url);
    db.onTrouble((trouble) => troubles.push(trouble));
    insert(db, 1);
    expect(db.leads()).toBe(true);
    const later = kept(openPostgres(postgresSettings(url)));
    await asked(url, `UPDATE turns SET version = ${SCHEMA_VERSION + 1}`);
    expect(() => insert(db, 2)).toThrow(StoreUnavailable);
    expect(troubles).toEqual(['migrated']);
    expect([db.leads(), later.leads()]).toEqual([false, true]);
    expect(await asked(url, 'SELECT n::int FROM t')).toEqual([{ n: 1 }]);
  });

  test('a schema that has lost its row of turns is no matter of versions', async () => {
    const url = newSchema();
    const db = open(url);
    await asked(url, 'DELETE FROM turns');
    expect(() => insert(db, 1)).toThrow(/lost its row of turns/);
  });

  test('a pipeline of the older version is ill for good then', async () => {
    const url = newSchema();
    const pipeline = kept(createPipeline({ databasePath: url }));
    must(await addPatient(pipeline, 'a'));
    await asked(url, `UPDATE turns SET version = ${SCHEMA_VERSION + 1}`);
    expect(await addPatient(pipeline, 'b')).toMatchObject({ ok: false, refusal: { code: 'unavailable' } });
    expect(pipeline.health().trouble).toBe('migrated');
    await asked(url, `UPDATE turns SET version = ${SCHEMA_VERSION}`);
    expect(await addPatient(pipeline, 'b')).toMatchObject({ ok: false, refusal: { code: 'unavailable' } });
  });

  test('who leads and hangs leads no more after a while, and knows it when it goes on', async () => {
    const url = newSchema();
    const two = open(url);
    const hanging = kept(openPostgres(postgresSettings(url), { ...BOUNDS, idleSessionMs: 200, lookMs: 3_600_000 }));
    expect([hanging.leads(), two.leads()]).toEqual([true, false]);
    await until(() => two.leads());
    await until(() => {
      try {
        return !hanging.leads();
      } catch {
        return false;
      }
    });
    expect(two.leads()).toBe(true);
  });

  test('tables are made without a bound on the time of a statement, and then there is one', () => {
    const url = newSchema();
    const shown = "CREATE TABLE shown AS SELECT current_setting('statement_timeout') AS w";
    const db = kept(openDatabase(url, [shown]));
    expect(db.get('SELECT w FROM shown')).toEqual({ w: '0' });
    expect(db.get('SHOW statement_timeout')).toEqual({ statement_timeout: `${BOUNDS.statementMs / 1000}s` });
  });

  test('a trouble that is over is found to be over without a write from outside', async () => {
    const url = newSchema();
    const pipeline = kept(createPipeline({ databasePath: url }));
    const holder = new pg.Client({ connectionString: cluster.url });
    await holder.connect();
    await holder.query(`BEGIN; SELECT * FROM ${postgresSettings(url).schema}.turns FOR UPDATE`);
    expect(await addPatient(pipeline, 'a')).toMatchObject({ ok: false, refusal: { code: 'unavailable' } });
    expect(pipeline.health().trouble).toBe('locked');
    await holder.end();
    await until(() => pipeline.health().trouble === undefined);
  });

  test('each event is found once by another process, which has not seen how far they are known by what they are about', async () => {
    const url = newSchema();
    const [writer, reader] = [openStore(url, () => 0), openStore(url, () => 0)];
    for (const { database } of [writer, reader]) kept(database);
    const patient = { system: 'urn:x', value: 'john' };
    const event = {
      recorded: '2026-03-02T00:00:00.000Z',
      subject: 'reading',
      action: 'create',
      outcome: 'ok',
    } as const;
    const add = (count: number) =>
      writer.writers.run(() => {
        for (let n = 0; n < count; n += 1)
          writer.tables.audit.add({ ...event, who: 'w', ...(n === 0 ? { patient } : {}) });
      });
    const idsSeen = () => must(searchAudit(reader.tables.audit, { patient, count: 100 })).entries.map(({ id }) => id);
    // Twice: before the second time the reader has looked how far they are known.
    for (const times of [1, 2]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      for (const count of [STRETCH, 5]) await add(count);
      expect(idsSeen()).toHaveLength(2 * times);
      expect(new Set(idsSeen()).size).toBe(2 * times);
    }
  });

  test('what is notified as it is closed opens no connection any more', async () => {
    const url = newSchema();
    const { schema } = postgresSettings(url);
    const pipeline = createPipeline({ databasePath: url });
    const here = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE query LIKE '%' AND application_name = 'vitalproof'`;
    const before = await asked(url, here);
    const db = openDatabase(url, TABLES.slice(1));
    const late: unknown[] = [];
    let isClosed = false;
    db.onOthers(() => {
      if (isClosed) late.push('told');
    });
    // Another process's word comes while this thread does something else, so that it is still to be told at the end.
    const other = openDatabase(url, TABLES.slice(1));
    other.get(`SELECT pg_notify('${schema}', 'another')`);
    other.close();
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
    isClosed = true;
    db.close();
    expect(() => db.get('SELECT 1 AS here')).toThrow(StoreUnavailable);
    expect(await asked(url, here)).toEqual(before);
    expect(late).toEqual([]);
    await pipeline.close();
  });
});
