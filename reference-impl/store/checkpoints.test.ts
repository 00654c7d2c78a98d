import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { createCheckpoints, type LogState } from './checkpoints.ts';
import { integer } from './database.ts';
import { openSqlite } from './sqlite.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const newPath = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'vitalproof-checkpoints-'));
  folders.push(folder);
  // Each of these means something in a URI.
  return join(folder, 'a #b?c%20d.db');
};

const BODY = 'x'.repeat(3500);

/** A database that is written to, a page a row. */
const written = () => {
  const path = newPath();
  const db = openSqlite(path, { syncsAside: true });
  db.transaction(() => db.run('CREATE TABLE t (n INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT'));
  let rows = 0;
  const write = (pages: number): void =>
    db.transaction(() => {
      for (let i = 0; i < pages; i += 1) db.run('INSERT INTO t VALUES (?, ?)', (rows += 1), BODY);
    });
  const log = (): number => integer(db.get('PRAGMA wal_checkpoint(NOOP)') ?? {}, 'log');
  const count = (): number => integer(db.get('SELECT count(*) AS n FROM t') ?? {}, 'n');
  return { path, db, write, log, count, rows: () => rows };
};

/** Opens it in another process; what it says. */
const elsewhere = (path: string, more = ''): string =>
  spawnSync(
    process.execPath,
    [
      '-e',
      `const { DatabaseSync } = require('node:sqlite');
      try { const db = new DatabaseSync(process.argv[1]); ${more} console.log(db.prepare('SELECT count(*) AS n FROM t').get().n); }
      catch (error) { console.log(error.message); }`,
      path,
    ],
    { encoding: 'utf8' },
  ).stdout.trim();

describe('the log of a database that is written to', () => {
  test('is brought into it and begun anew while more is written, and nothing is lost', async () => {
    const { path, db, write, log, count, rows } = written();
    let most = 0;
    let begunAnew = 0;
    let before = 0;
    while (begunAnew < 3) {
      write(500);
      const now = log();
      most = Math.max(most, now);
      if (now < before) begunAnew += 1;
      before = now;
      // oxlint-disable-next-line no-await-in-loop -- as writers wait for it; between two turns the thread that writes is told of the other's work
      await db.whenKept();
    }
    expect(count()).toBe(rows());
    expect(most).toBeGreaterThan(8000);
    db.close();
    expect(existsSync(`${path}-wal`)).toBe(false);
    const again = openSqlite(path);
    expect(again.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' });
    expect(again.get('SELECT count(*) AS n FROM t')).toEqual({ n: rows() });
    again.close();
  }, 60_000);

  test('may be closed while another thread is at it', () => {
    const { path, db, write, rows } = written();
    for (let i = 0; i < 18; i += 1) write(500);
    db.close();
    const again = openSqlite(path, { syncsAside: true });
    expect(again.get('SELECT count(*) AS n FROM t')).toEqual({ n: rows() });
    expect(again.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' });
    again.close();
  });

  test('keeps out every other process, and a second opening in this one', () => {
    const { path, db, write } = written();
    write(1);
    expect(elsewhere(path)).toBe('database is locked');
    expect(elsewhere(path, "db.exec('PRAGMA locking_mode = EXCLUSIVE');")).toBe('database is locked');
    expect(elsewhere(`${pathToFileURL(path).href}?vfs=unix-excl`)).toBe('database is locked');
    for (const syncsAside of [true, false]) expect(() => openSqlite(path, { syncsAside })).toThrow('locked');
    // What was refused took nothing away from who holds it.
    expect(elsewhere(path)).toBe('database is locked');
    db.close();
    expect(elsewhere(path)).toBe('1');
  });
});

/** Checkpoints of a database that is said to have so much in its log. */
const said = (path: string, uri: string) => {
  const state: LogState & { log: number; brought: number } = { log: 0, brought: 0 };
  const told = { finished: 0, lost: [] as unknown[] };
  const checkpoints = createCheckpoints({
    path,
    uri,
    pages: 10,
    look: () => ({ ...state }),
    finish: () => {
      told.finished += 1;
      state.brought = state.log;
    },
    onLost: (error) => told.lost.push(error),
  });
  return { state, told, checkpoints };
};

describe('what is brought aside', () => {
  const made = () => {
    const { path, db } = written();
    db.close();
    return { path, uri: `${pathToFileURL(path).href}?vfs=unix-excl` };
  };

  test('is begun at so many pages, not again while it lasts, and anew once the log was', async () => {
    const { path, uri } = made();
    const { state, told, checkpoints } = said(path, uri);
    state.log = 9;
    checkpoints.wrote();
    state.log = 10;
    checkpoints.wrote();
    checkpoints.wrote();
    await expect.poll(() => told.finished).toBe(1);
    // All of it is there.
    checkpoints.wrote();
    Object.assign(state, { log: 3, brought: 0 });
    checkpoints.wrote();
    state.log = 11;
    checkpoints.wrote();
    await expect.poll(() => told.finished).toBe(2);
    checkpoints.close()();
    expect(told.lost).toEqual([]);
  });

  test('is in the database before the connection that writes does anything', async () => {
    const { uri, path } = made();
    const db = new DatabaseSync(uri);
    db.exec('PRAGMA wal_autocheckpoint = 0; BEGIN');
    for (let n = 1; n <= 20; n += 1) db.prepare('INSERT INTO t VALUES (?, ?)').run(n, BODY);
    db.exec('COMMIT');
    const look = (): LogState => {
      const { log, checkpointed } = db.prepare('PRAGMA wal_checkpoint(NOOP)').get() ?? {};
      return { log: Number(log), brought: Number(checkpointed) };
    };
    const found: LogState[] = [];
    const onLost = (error: unknown): void => expect.fail(String(error));
    const checkpoints = createCheckpoints({ path, uri, pages: 10, look, finish: () => found.push(look()), onLost });
    expect(look().brought).toBe(0);
    checkpoints.wrote();
    await expect.poll(() => found).toHaveLength(1);
    expect(found[0]?.log).toBeGreaterThanOrEqual(20);
    expect(found[0]?.brought).toBe(found[0]?.log);
    const letGo = checkpoints.close();
    db.close();
    letGo();
  });

  test('that cannot be copied is tried again once as much was written anew', async () => {
    const { path } = made();
    const nowhere = `${pathToFileURL(join(path, 'nowhere')).href}?vfs=unix-excl`;
    const { state, told, checkpoints } = said(path, nowhere);
    let looks = 0;
    const { wrote } = checkpoints;
    state.log = 10;
    wrote();
    // It is over when it looks how much there is now.
    Object.defineProperty(state, 'log', { enumerable: true, get: () => ((looks += 1), 19) });
    await expect.poll(() => looks).toBe(1);
    wrote();
    Object.defineProperty(state, 'log', { enumerable: true, get: () => ((looks += 1), 29) });
    wrote();
    await expect.poll(() => looks).toBe(4);
    expect(told).toEqual({ finished: 0, lost: [] });
    checkpoints.close()();
  });

  test('fails nobody where it cannot be looked at or finished, and is tried again', async () => {
    const { path, uri } = made();
    let looks = 0;
    let finishes = 0;
    const full = (): never => {
      throw new Error('database or disk is full');
    };
    const checkpoints = createCheckpoints({
      path,
      uri,
      pages: 10,
      look: () => ((looks += 1) === 1 ? full() : { log: 10 * looks, brought: 0 }),
      finish: () => ((finishes += 1), full()),
      onLost: full,
    });
    checkpoints.wrote();
    expect(looks).toBe(1);
    checkpoints.wrote();
    await expect.poll(() => finishes).toBe(1);
    expect(looks).toBe(3);
    // 30 pages at the end of the first time: at 40 it is due again.
    checkpoints.wrote();
    await expect.poll(() => finishes).toBe(2);
    checkpoints.close()();
  });

  test('is lost where the disk does not take it, and the log is not begun anew', async () => {
    const { uri } = made();
    const { state, told, checkpoints } = said('/dev/null', uri);
    state.log = 10;
    checkpoints.wrote();
    await expect.poll(() => told.lost).toEqual([expect.objectContaining({ syscall: 'fdatasync' })]);
    expect(told.finished).toBe(0);
    // It is not tried again.
    state.log = 1000;
    checkpoints.wrote();
    checkpoints.close()();
    expect(told.lost).toHaveLength(1);
  });
});
