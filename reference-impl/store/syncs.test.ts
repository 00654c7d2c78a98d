import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { integer } from './database.ts';
import { createGroupCommit } from './group-commit.ts';
import { openSqlite } from './sqlite.ts';
import { createSyncs } from './syncs.ts';
import { StoreUnavailable } from './unavailable.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A disk whose syncs end when they are let, one after the other. */
const slowDisk = () => {
  const gates: PromiseWithResolvers<void>[] = [];
  const syncs = createSyncs(() => {
    const gate = Promise.withResolvers<void>();
    gates.push(gate);
    return gate.promise;
  });
  return { syncs, gates };
};

describe('what is on its way to the disk', () => {
  test('nothing written, nothing to wait for', () => {
    const { syncs, gates } = slowDisk();
    expect(syncs.whenKept()).toBeUndefined();
    expect(gates).toHaveLength(0);
  });

  test('is there once a sync has ended that began behind it, and one serves all that was written before', async () => {
    const { syncs, gates } = slowDisk();
    const told: string[] = [];
    syncs.wrote();
    const first = syncs.whenKept()?.then(() => told.push('first'));
    syncs.wrote();
    syncs.wrote();
    const both = [syncs.whenKept(), syncs.whenKept()].map((kept) => kept?.then(() => told.push('later')));
    expect(gates).toHaveLength(1);
    gates[0]?.resolve();
    await first;
    await turn();
    expect(told).toEqual(['first']);
    expect(gates).toHaveLength(2);
    // Nothing has been written since it began: it is waited for, and no other is.
    const look = syncs.whenKept()?.then(() => told.push('look'));
    gates[1]?.resolve();
    await Promise.all([...both, look]);
    expect(told.toSorted()).toEqual(['first', 'later', 'later', 'look']);
    expect(gates).toHaveLength(2);
    expect(syncs.whenKept()).toBeUndefined();
  });

  test('after one sync that failed none is tried, and none succeeds', async () => {
    const { syncs, gates } = slowDisk();
    syncs.wrote();
    const first = syncs.whenKept();
    syncs.wrote();
    const second = syncs.whenKept();
    gates[0]?.reject(new Error('EIO'));
    await expect(first).rejects.toThrow('EIO');
    await expect(second).rejects.toThrow('EIO');
    await expect(syncs.whenKept()).rejects.toThrow('EIO');
    expect(gates).toHaveLength(1);
  });
});

/** Writers before a database whose disk is slow. */
const slowWriters = (options: Parameters<typeof createGroupCommit>[1] = {}) => {
  const { syncs, gates } = slowDisk();
  const memory = openSqlite(':memory:');
  memory.run('CREATE TABLE t (n INTEGER PRIMARY KEY) STRICT');
  const db = {
    ...memory,
    transaction: <T>(work: () => T) => {
      const result = memory.transaction(work);
      syncs.wrote();
      return result;
    },
    whenKept: syncs.whenKept,
  };
  const told: number[] = [];
  const writers = createGroupCommit(db, options);
  const write = (n: number) => writers.run(() => db.run('INSERT INTO t VALUES (?)', n)).then(() => told.push(n));
  const count = () => integer(db.get('SELECT count(*) AS n FROM t') ?? {}, 'n');
  return { writers, write, told, gates, count };
};

describe('writers before a slow disk', () => {
  test('are answered once their batch is there; the next batch is made meanwhile, and the one behind it waits', async () => {
    let commits = 0;
    const { writers, write, told, gates, count } = slowWriters({ maxBatch: 1, afterCommit: () => (commits += 1) });
    const all = [1, 2, 3, 4].map(write);
    await turn();
    await turn();
    await turn();
    expect(count()).toBe(2);
    expect(told).toEqual([]);
    expect(commits).toBe(0);
    expect(writers.waiting).toBe(4);
    gates[0]?.resolve();
    await expect.poll(count).toBe(3);
    expect(told).toEqual([1]);
    for (let i = 1; i < 4; i += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one sync after the other
      await expect.poll(() => gates.length).toBeGreaterThan(i);
      gates[i]?.resolve();
    }
    await Promise.all(all);
    expect(told).toEqual([1, 2, 3, 4]);
    expect(commits).toBe(4);
    expect(writers.waiting).toBe(0);
  });

  test('wait for the disk where too few wait to be worth a commit meanwhile', async () => {
    const { write, told, gates, count } = slowWriters({ worthMs: Infinity });
    const one = write(1);
    await turn();
    const more = [2, 3].map(write);
    await turn();
    await turn();
    expect(count()).toBe(1);
    gates[0]?.resolve();
    await one;
    await expect.poll(count).toBe(3);
    expect(told).toEqual([1]);
    gates[1]?.resolve();
    await Promise.all(more);
    expect(told).toEqual([1, 2, 3]);
    expect(gates).toHaveLength(2);
  });

  test('count as waiting until they are answered', async () => {
    const { write, gates } = slowWriters({ maxWaiting: 1 });
    const one = write(1);
    await turn();
    await expect(write(2)).rejects.toThrow('too many writers wait');
    gates[0]?.resolve();
    await one;
  });

  test('fail where it cannot be brought there, they and all behind them', async () => {
    const { write, told, gates } = slowWriters({ maxBatch: 1 });
    const all = Promise.allSettled([write(1), write(2), write(3)]);
    await turn();
    gates[0]?.reject(new StoreUnavailable('input-output'));
    expect((await all).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(told).toEqual([]);
  });

  test('closing waits for the disk', async () => {
    const { writers, write, told, gates } = slowWriters();
    const one = write(1);
    await turn();
    const closing = writers.close().then(() => told.push(0));
    await turn();
    expect(told).toEqual([]);
    gates[0]?.resolve();
    await Promise.all([one, closing]);
    expect(told).toEqual([1, 0]);
  });

  test('a batch that has run for long enough takes no further unit', async () => {
    const batches: number[] = [];
    let units = 0;
    const db = openSqlite(':memory:');
    const writers = createGroupCommit(db, { mostMs: 0, beforeCommit: () => batches.push(units) });
    await Promise.all([1, 2, 3].map(() => writers.run(() => (units += 1))));
    expect(batches).toEqual([1, 2, 3]);
  });
});

describe('SQLite with its syncs aside', () => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
  const open = (syncsAside: boolean) => {
    const folder = mkdtempSync(join(tmpdir(), 'vitalproof-syncs-'));
    folders.push(folder);
    const path = join(folder, 'data.db');
    return { path, db: openSqlite(path, { syncsAside }) };
  };
  const levelOf = (db: ReturnType<typeof openSqlite>) => db.get('PRAGMA synchronous')?.['synchronous'];

  test('a commit is on the disk once it is told, and there again when it is opened', async () => {
    const { path, db } = open(true);
    expect(levelOf(db)).toBe(1);
    db.transaction(() => {
      db.run('CREATE TABLE t (n INTEGER PRIMARY KEY) STRICT');
      db.run('INSERT INTO t VALUES (7)');
    });
    await expect(db.whenKept()).resolves.toBeUndefined();
    expect(db.whenKept()).toBeUndefined();
    db.close();
    const again = openSqlite(path, { syncsAside: true });
    expect(again.get('SELECT n FROM t')).toEqual({ n: 7 });
    expect(again.whenKept()).toBeUndefined();
    again.close();
  });

  test('without that a commit returns once it is there', () => {
    const { db } = open(false);
    expect(levelOf(db)).toBe(2);
    db.transaction(() => db.run('CREATE TABLE t (n INTEGER PRIMARY KEY) STRICT'));
    expect(db.whenKept()).toBeUndefined();
    db.close();
  });

  test('where the log cannot be synced nothing is read or written any more, and it is told', async () => {
    const { path, db } = open(true);
    const troubles: string[] = [];
    db.onTrouble((trouble) => troubles.push(trouble));
    db.transaction(() => db.run('CREATE TABLE t (n INTEGER PRIMARY KEY) STRICT'));
    rmSync(`${path}-wal`);
    await expect(db.whenKept()).rejects.toBeInstanceOf(StoreUnavailable);
    expect(() => db.transaction(() => db.run('INSERT INTO t VALUES (1)'))).toThrow(StoreUnavailable);
    expect(() => db.get('SELECT n FROM t')).toThrow('input-output');
    expect(troubles).toEqual(['input-output']);
    db.close();
  });
});
