import { describe, expect, test } from 'vitest';
import { integer } from './database.ts';
import { createGroupCommit } from './group-commit.ts';
import { openSqlite } from './sqlite.ts';

/** A queue of writers, and how many rows there are each time that it has committed. */
const watched = (afterwards: () => void = () => {}) => {
  const db = openSqlite(':memory:');
  db.run('CREATE TABLE t (n INTEGER PRIMARY KEY) STRICT');
  const count = (): number => integer(db.get('SELECT count(*) AS n FROM t') ?? {}, 'n');
  const counts: number[] = [];
  let failing = false;
  const writers = createGroupCommit(db, {
    maxBatch: 3,
    beforeCommit: () => {
      if (failing) throw new Error('disk full');
    },
    afterCommit: () => {
      counts.push(count());
      afterwards();
    },
  });
  const insert = (n: number) => writers.run(() => db.run('INSERT INTO t VALUES (?)', n));
  return {
    writers,
    insert,
    counts,
    fail: (is: boolean) => {
      failing = is;
    },
  };
};

describe('after a commit', () => {
  test('it is told once, when all of the batch is there', async () => {
    const { insert, counts } = watched();
    await Promise.all([1, 2, 3, 4].map(insert));
    expect(counts).toEqual([3, 4]);
  });

  test('it is told too where a unit of the batch has failed, or all', async () => {
    const { insert, counts } = watched();
    await insert(1);
    await Promise.allSettled([insert(1), insert(2)]);
    await expect(insert(2)).rejects.toThrow(/UNIQUE/);
    expect(counts).toEqual([1, 2, 2]);
  });

  test('it is not told of one that failed', async () => {
    const { insert, counts, fail } = watched();
    fail(true);
    await expect(insert(1)).rejects.toThrow('disk full');
    fail(false);
    expect(counts).toEqual([]);
    await insert(2);
    expect(counts).toEqual([1]);
  });

  test('what fails there takes no answer back, and stops no later batch', async () => {
    const { insert, counts } = watched(() => {
      throw new Error('told at a bad time');
    });
    await insert(1);
    await insert(2);
    expect(counts).toEqual([1, 2]);
  });

  test('it is told also of what waited as the queue closed', async () => {
    const { writers, insert, counts } = watched();
    const all = [1, 2, 3, 4].map(insert);
    await writers.close();
    await Promise.all(all);
    expect(counts).toEqual([3, 4]);
  });
});
