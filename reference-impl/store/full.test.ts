import { describe, expect, test } from 'vitest';
import { createGroupCommit } from './group-commit.ts';
import { openSqlite } from './sqlite.ts';
import { StoreUnavailable } from './unavailable.ts';

/** A store of few pages: three texts of a page each fit, and no four. */
const few = () => {
  const db = openSqlite(':memory:');
  db.run('CREATE TABLE t (n INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT');
  const room = (pages: number) => db.get(`PRAGMA max_page_count = ${pages}`);
  const insert = (n: number): number => (db.run('INSERT INTO t VALUES (?, ?)', n, 'x'.repeat(3000)), n);
  const rows = () => db.all('SELECT n FROM t ORDER BY n').map((row) => row['n']);
  const writers = createGroupCommit(db);
  return { db, room, insert, rows, writers, write: (n: number) => writers.run(() => insert(n)) };
};

const endings = async (results: readonly Promise<unknown>[]): Promise<unknown[]> =>
  (await Promise.allSettled(results)).map((r) => (r.status === 'fulfilled' ? r.value : r.reason));

describe('a store without room', () => {
  test('fails every unit of the batch, keeps nothing of it, and takes writes again once there is room', async () => {
    const { room, write, rows } = few();
    await write(1);
    room(5);
    const some = await endings([2, 3, 4, 5, 6, 7].map(write));
    expect(some).toEqual(Array(6).fill(expect.any(StoreUnavailable)));
    expect(rows()).toEqual([1]);
    room(1000);
    expect(await endings([2, 3].map(write))).toEqual([2, 3]);
    expect(rows()).toEqual([1, 2, 3]);
  });

  test('says so, however deep the unit was', async () => {
    const { db, room, insert, writers, rows } = few();
    room(4);
    let undone = 0;
    db.onRollback(() => (undone += 1));
    const deep = writers.run(() =>
      db.savepoint(() => {
        insert(1);
        return db.savepoint(() => [2, 3, 4, 5].map(insert));
      }),
    );
    await expect(deep).rejects.toThrow(/full/);
    await expect(deep).rejects.toBeInstanceOf(StoreUnavailable);
    expect(undone).toBeGreaterThan(0);
    expect(rows()).toEqual([]);
    room(1000);
    expect(await writers.run(() => insert(1))).toBe(1);
  });

  test('a unit that goes on after the failure is answered with no success', async () => {
    const { room, insert, writers, rows } = few();
    room(4);
    const careless = writers.run(() => {
      try {
        [1, 2, 3, 4, 5].map(insert);
      } catch {
        return 'all is well';
      }
      return 'it did fit';
    });
    await expect(careless).rejects.toBeInstanceOf(StoreUnavailable);
    expect(rows()).toEqual([]);
  });

  test('where a commit cannot be written, none of its units is answered with success', async () => {
    const { db, insert, rows } = few();
    // A deferred constraint is what makes a COMMIT itself fail without a broken disk.
    db.run('CREATE TABLE child (n INTEGER REFERENCES t (n) DEFERRABLE INITIALLY DEFERRED) STRICT');
    const writers = createGroupCommit(db);
    const batch = await endings([
      writers.run(() => insert(1)),
      writers.run(() => db.run('INSERT INTO child VALUES (99)')),
    ]);
    expect(batch).toEqual([expect.any(Error), expect.any(Error)]);
    expect(rows()).toEqual([]);
    expect(await writers.run(() => insert(1))).toBe(1);
  });

  test('where a transaction cannot begin, its units fail, and later ones do not', async () => {
    const { db, insert, writers, rows } = few();
    db.run('BEGIN');
    const batch = await endings([1, 2].map((n) => writers.run(() => insert(n))));
    expect(batch).toEqual([expect.any(Error), expect.any(Error)]);
    db.run('ROLLBACK');
    expect(await writers.run(() => insert(3))).toBe(3);
    expect(rows()).toEqual([3]);
  });

  test('what fails for a reason of its own is no trouble of the store', async () => {
    const { insert, writers } = few();
    await writers.run(() => insert(1));
    const [twice] = await endings([writers.run(() => insert(1))]);
    expect(twice).toBeInstanceOf(Error);
    expect(twice).not.toBeInstanceOf(StoreUnavailable);
  });
});
