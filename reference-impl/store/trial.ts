import { createHash } from 'node:crypto';
import type { Database } from './database.ts';
import type { GroupCommit } from './group-commit.ts';

const EMPTY = 'DROP TABLE IF EXISTS trial';
const MAKE = 'CREATE TABLE trial (body TEXT NOT NULL)';
const FILL = 'INSERT INTO trial VALUES (?)';
const LINES = 1024;

/** 64 KB that cannot be made much smaller: of a little something there is room at times where there is none for readings. */
const filling = (): string =>
  Array.from({ length: LINES }, (_, line) => createHash('sha256').update(`${line}`).digest('hex')).join('');

/**
 * Writes something of some size, commits it, and takes it away again: whether the store can be written to. Rejects where it
 * cannot, or where the store closes meanwhile. What is left then, or by a crash, the next one takes away.
 */
export const tryToWrite = async (db: Database, writers: Pick<GroupCommit, 'run'>): Promise<void> => {
  await writers.run(() => {
    db.run(EMPTY);
    db.run(MAKE);
    db.run(FILL, filling());
  });
  await writers.run(() => db.run(EMPTY));
};
