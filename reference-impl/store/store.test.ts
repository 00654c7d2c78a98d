import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, test } from 'vitest';
import { InputProblem } from '../../contract/input-problem.ts';
import { DOCUMENT_COLUMNS, createDocuments } from './documents.ts';
import { createGroupCommit, QueueFull, UNFINISHED } from './group-commit.ts';
import { openStore } from './open-store.ts';
import { ensureSchema } from './schema.ts';
import { newDatabase } from './new-database.test-helper.ts';
import { openDatabase } from './open-database.ts';
import { openSqlite } from './sqlite.ts';
import { createStamps, STAMPS_TABLE } from './stamps.ts';

const directory = mkdtempSync(join(tmpdir(), 'vitalproof-store-'));
afterAll(() => rmSync(directory, { recursive: true }));
let files = 0;
const newPath = (): string => join(directory, `${(files += 1)}`, 'reference.db');

const memory = () => {
  const db = openDatabase(newDatabase(), ['CREATE TABLE t (n INTEGER PRIMARY KEY) STRICT']);
  return {
    db,
    insert: (n: number): number => (db.run('INSERT INTO t VALUES (?)', n), n),
    count: () => db.all('SELECT n FROM t').length,
  };
};

describe('the database file', () => {
  test('lies in a directory for its owner alone, in WAL with full synchronisation and foreign keys', () => {
    const path = newPath();
    const db = openSqlite(path);
    expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700);
    expect(db.get('PRAGMA journal_mode')).toEqual({ journal_mode: 'wal' });
    expect(db.get('PRAGMA synchronous')).toEqual({ synchronous: 2 });
    expect(db.get('PRAGMA foreign_keys')).toEqual({ foreign_keys: 1 });
    db.close();
  });

  test('of another schema version is refused, of this one opened again', () => {
    const path = newPath();
    openStore(path, () => 0).database.close();
    openStore(path, () => 0).database.close();
    const raw = new DatabaseSync(path);
    raw.exec('PRAGMA user_version = 99');
    raw.close();
    expect(() => openStore(path, () => 0)).toThrow(/schema version 99/);
  });

  test('is held by one process at a time, and is no file of another kind', () => {
    const path = newPath();
    const first = openStore(path, () => 0);
    expect(() => openStore(path, () => 0)).toThrow(InputProblem);
    first.database.close();
    openStore(path, () => 0).database.close();
    const other = join(directory, 'notes.txt');
    writeFileSync(other, 'not a database at all, and long enough to be looked at as one'.repeat(20));
    expect(() => openStore(other, () => 0)).toThrow(/not a database/);
  });

  test('is asked in more ways than are prepared', () => {
    const db = openSqlite(':memory:');
    for (let n = 0; n < 1200; n += 1) expect(db.get(`SELECT ${n} AS n`)).toEqual({ n });
    db.run('CREATE TABLE t (n INTEGER) STRICT');
    for (let n = 0; n < 1200; n += 1) db.transaction(() => db.run(`INSERT INTO t VALUES (${n})`));
    expect(db.get('SELECT count(*) AS n FROM t')).toEqual({ n: 1200 });
    db.close();
  });

  test('with a table that cannot be made is left empty', () => {
    const db = openSqlite(':memory:');
    expect(() => ensureSchema(db, ['CREATE TABLE a (n) ', 'CREATE NONSENSE'], ':memory:')).toThrow();
    expect(db.all("SELECT name FROM sqlite_master WHERE name = 'a'")).toEqual([]);
  });

  test('refuses to change or drop what was audited', () => {
    const { database, tables } = openStore(newDatabase(), () => 0);
    tables.audit.add({ recorded: '2026-03-03T12:00:00Z', subject: 'order', action: 'create', outcome: 'ok', who: 'x' });
    expect(() => database.run("UPDATE audit_events SET body = '{}'")).toThrow(/never change/);
    expect(() => database.run('DELETE FROM audit_events')).toThrow(/never go/);
  });

  test('cannot hold two standing items of one order, reading and rule family', () => {
    const { database } = openStore(':memory:', () => 0);
    database.run('PRAGMA foreign_keys = OFF');
    const insert = (key: string, family: string, status: string): void =>
      database.run(
        `INSERT INTO items (key, version, stamp, body, order_seq, reading_seq, family, kind, status, patient_key, order_key, owner_key, order_version, direction, anchor_ms)
         VALUES (?, 1, ${key.length + 1}, '{}', 1, 1, ?, 'abnormal', ?, 'p', 'o', 'w', 1, 'H', 0)`,
        key,
        family,
        status,
      );
    insert('a', 'limits', 'withdrawn');
    insert('bb', 'limits', 'new');
    insert('ccc', 'change', 'new');
    insert('dddd', 'limits', 'done');
    expect(() => insert('eeeee', 'limits', 'seen')).toThrow(/UNIQUE/);
  });
});

describe('group commit', () => {
  test('answers after the commit, and many writers share one', async () => {
    const { db, insert } = memory();
    let commits = 0;
    const writers = createGroupCommit(db, { beforeCommit: () => (commits += 1) });
    const done = await Promise.all(Array.from({ length: 50 }, (_, n) => writers.run(() => insert(n))));
    expect(done).toEqual(Array.from({ length: 50 }, (_, n) => n));
    expect(commits).toBe(1);
  });

  test('nothing is visible before its batch has run', async () => {
    const { db, insert, count } = memory();
    const writers = createGroupCommit(db);
    const running = writers.run(() => insert(1));
    expect(count()).toBe(0);
    await running;
    expect(count()).toBe(1);
  });

  test('a unit that fails harms no other and leaves nothing', async () => {
    const { db, insert, count } = memory();
    const writers = createGroupCommit(db);
    const results = await Promise.allSettled([
      writers.run(() => insert(1)),
      writers.run(() => {
        insert(2);
        throw new Error('no');
      }),
      writers.run(() => insert(1)),
      writers.run(() => insert(3)),
    ]);
    expect(results.map((r) => r.status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect(count()).toBe(2);
  });

  test('a commit that fails fails every unit of its batch, and the next batch works', async () => {
    const { db, insert, count } = memory();
    let broken = true;
    const writers = createGroupCommit(db, {
      beforeCommit: () => {
        if (broken) throw new Error('disk full');
      },
    });
    const results = await Promise.allSettled([writers.run(() => insert(1)), writers.run(() => insert(2))]);
    expect(results.map((r) => r.status)).toEqual(['rejected', 'rejected']);
    expect(count()).toBe(0);
    broken = false;
    await writers.run(() => insert(1));
    expect(count()).toBe(1);
  });

  test('a full queue refuses one more, and takes it later', async () => {
    const { db, insert } = memory();
    const writers = createGroupCommit(db, { maxWaiting: 2 });
    const two = [writers.run(() => insert(1)), writers.run(() => insert(2))];
    await expect(writers.run(() => insert(3))).rejects.toBeInstanceOf(QueueFull);
    await Promise.all(two);
    await expect(writers.run(() => insert(3))).resolves.toBe(3);
  });

  test('more than a batch goes in several, in order', async () => {
    const { db, insert } = memory();
    let commits = 0;
    const writers = createGroupCommit(db, { maxBatch: 10, beforeCommit: () => (commits += 1) });
    const order: number[] = [];
    await Promise.all(Array.from({ length: 35 }, (_, n) => writers.run(() => insert(n)).then((m) => order.push(m))));
    expect(commits).toBe(4);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });

  test('what is unfinished stays, and goes on before whatever waits behind it', async () => {
    const { db, insert, count } = memory();
    const seen: string[] = [];
    const writers = createGroupCommit(db, { afterCommit: () => seen.push(`${count()} committed`) });
    let steps = 0;
    const long = writers.run(() => {
      insert(100 + steps);
      seen.push(`step ${++steps}`);
      return steps < 3 ? UNFINISHED : 'done';
    });
    const behind = writers.run(() => (seen.push('behind'), insert(1)));
    expect(await Promise.all([long, behind])).toEqual(['done', 1]);
    expect(seen).toEqual(['step 1', '1 committed', 'step 2', '2 committed', 'step 3', 'behind', '4 committed']);
    expect(writers.waiting).toBe(0);
  });

  test('what a unit has to tell is told once it is there, step by step, and not at all where it is undone', async () => {
    const { db, insert, count } = memory();
    let isFailing = false;
    const writers = createGroupCommit(db, {
      beforeCommit: () => {
        if (isFailing) throw new Error('disk full');
      },
    });
    const told: string[] = [];
    const tell = (what: string): void => writers.onceThere(() => void told.push(what));
    // A unit may be run twice: it goes by what is there.
    const long = writers.run(() => {
      const step = insert(count() + 1);
      tell(`step ${step}`);
      return step < 2 ? UNFINISHED : step;
    });
    const undone = writers.run(() => {
      tell('undone');
      insert(3);
      throw new Error('no');
    });
    const stays = writers.run(() => tell('stays'));
    await Promise.allSettled([long, undone, stays]);
    // The second batch was made twice: without savepoints something of it could not be undone.
    expect(told).toEqual(['step 1', 'step 2', 'stays']);
    isFailing = true;
    await expect(writers.run(() => tell('lost'))).rejects.toThrow('disk full');
    isFailing = false;
    await writers.run(() => tell('later'));
    expect(told).toEqual(['step 1', 'step 2', 'stays', 'later']);
  });

  test('closing finishes what waits and takes nothing more', async () => {
    const { db, insert, count } = memory();
    const writers = createGroupCommit(db, { maxBatch: 1 });
    const running = [writers.run(() => insert(1)), writers.run(() => insert(2))];
    const closed = writers.close();
    await expect(writers.run(() => insert(3))).rejects.toBeInstanceOf(QueueFull);
    await closed;
    expect(count()).toBe(2);
    await Promise.all(running);
  });

  test('a savepoint that is not kept goes, inside one that stays', () => {
    const { db, insert, count } = memory();
    db.transaction(() => {
      insert(1);
      expect(
        db.savepoint(
          () => insert(2),
          () => false,
        ),
      ).toBe(2);
      db.savepoint(() => db.savepoint(() => insert(3)));
    });
    expect(count()).toBe(2);
  });
});

describe('stamps', () => {
  test('only ever go up: with a clock that stands, goes back, or a store opened again', () => {
    const path = newPath();
    let now = 1000;
    const open = () => {
      const db = openSqlite(path);
      ensureSchema(db, [STAMPS_TABLE], path);
      return { db, stamps: createStamps(db, () => now) };
    };
    const first = open();
    const seen = [first.stamps.next(), first.stamps.next()];
    now = 5000.7;
    seen.push(first.stamps.next());
    now = 10;
    seen.push(first.stamps.next());
    first.db.transaction(first.stamps.save);
    first.db.close();
    const second = open();
    seen.push(second.stamps.next());
    expect(seen).toEqual([1000, 1001, 5000, 5001, 5002]);
    second.db.close();
  });

  test('that may be shared take none from those that may not, and go back no more than they', () => {
    const db = openSqlite(':memory:');
    ensureSchema(db, [STAMPS_TABLE], ':memory:');
    let now = 1000;
    const stamps = createStamps(db, () => now);
    const seen = [stamps.next(), stamps.shared(), stamps.shared(), stamps.next()];
    now = 10;
    seen.push(stamps.shared(), stamps.next(), stamps.shared());
    now = 3000.5;
    seen.push(stamps.shared(), stamps.next());
    expect(seen).toEqual([1000, 1000, 1000, 1001, 1001, 1002, 1002, 3000, 3001]);
    db.close();
  });
});

describe('documents', () => {
  test('are found by key and by id, and by nothing that only looks like one', () => {
    const db = openDatabase(newDatabase(), [`CREATE TABLE docs (${DOCUMENT_COLUMNS}) STRICT`]);
    let stamp = 0;
    const docs = createDocuments<{ a: number }>(db, { next: () => (stamp += 1) }, 'docs', 'x');
    const one = docs.insert('k1', { a: 1 });
    expect(one).toMatchObject({ id: 'x1', version: 1, lastUpdated: '1970-01-01T00:00:00.001Z' });
    expect(docs.update(one, { a: 2 })).toMatchObject({ id: 'x1', version: 2, lastUpdated: '1970-01-01T00:00:00.002Z' });
    expect(docs.byKey('k1')?.body).toEqual({ a: 2 });
    for (const none of ['x0', 'x01', 'y1', '1', 'x1 ', 'x1e0', 'x99999999999999999'])
      expect(docs.byId(none)).toBeUndefined();
    expect(() => docs.insert('k1', { a: 3 }) && docs.byKey('k1')).toThrow(/unique/i);
  });
});
