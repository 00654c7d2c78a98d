import { expect, test } from 'vitest';
import { createGroupCommit } from './group-commit.ts';
import { newDatabase } from './new-database.test-helper.ts';
import { openDatabase } from './open-database.ts';
import { openSqlite } from './sqlite.ts';
import { tryToWrite } from './trial.ts';
import { StoreUnavailable } from './unavailable.ts';

const TABLES = ['CREATE TABLE t (n INTEGER PRIMARY KEY) STRICT'];

test('leaves a store as it was, however often, and also where it was broken off in between', async () => {
  const db = openDatabase(newDatabase(), TABLES);
  const writers = createGroupCommit(db);
  await tryToWrite(db, writers);
  db.run('CREATE TABLE trial (body TEXT NOT NULL)');
  await tryToWrite(db, writers);
  expect(() => db.get('SELECT 1 FROM trial')).toThrow();
  expect(db.get('SELECT count(*) AS n FROM t')).toEqual({ n: 0 });
  db.close();
});

test('fails where there is room for a number and for no more, and leaves nothing', async () => {
  const db = openSqlite(':memory:');
  for (const table of TABLES) db.run(table);
  const writers = createGroupCommit(db);
  db.get('PRAGMA max_page_count = 10');
  await writers.run(() => db.run('INSERT INTO t VALUES (1)'));
  await expect(tryToWrite(db, writers)).rejects.toBeInstanceOf(StoreUnavailable);
  db.get('PRAGMA max_page_count = 100');
  await tryToWrite(db, writers);
  expect(db.all('SELECT name FROM sqlite_schema')).toEqual([{ name: 't' }]);
  db.close();
});
