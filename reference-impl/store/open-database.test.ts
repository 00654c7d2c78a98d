import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, test } from 'vitest';
import { InputProblem } from '../../contract/input-problem.ts';
import { openDatabase } from './open-database.ts';
import { openStore } from './open-store.ts';
import { troubleInWords } from './trouble-words.ts';
import { type Trouble, troubleOf, TROUBLES } from './unavailable.ts';

const directory = mkdtempSync(join(tmpdir(), 'vitalproof-open-'));
afterAll(() => rmSync(directory, { recursive: true }));
let files = 0;
const newPath = (): string => {
  const path = join(directory, `${(files += 1)}`, 'reference.db');
  mkdirSync(dirname(path));
  return path;
};

const TABLES = [
  'CREATE TABLE t (n INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT',
  'CREATE INDEX by_body ON t (body)',
];
const ROWS = 500;

/** A database in order, closed, of many pages. */
const sound = (): string => {
  const path = newPath();
  const db = openDatabase(path, TABLES);
  db.transaction(() => {
    for (let n = 0; n < ROWS; n += 1) db.run('INSERT INTO t VALUES (?, ?)', n, `row ${n} ${'x'.repeat(200)}`);
  });
  db.close();
  return path;
};

const opening = (path: string): InputProblem => {
  try {
    openDatabase(path, TABLES).close();
  } catch (error) {
    if (error instanceof InputProblem) return error;
    throw error;
  }
  throw new Error('it was opened');
};

const raw = (path: string, sql: string): void => {
  const db = new DatabaseSync(path);
  db.exec(sql);
  db.close();
};

describe('a database that cannot be used is said to a person, and left as it is', () => {
  test.each<[string, (path: string) => void, RegExp]>([
    ['of a later version', (path) => raw(path, 'PRAGMA user_version = 99'), /schema version 99, of a later version/],
    [
      'of an earlier version',
      (path) => raw(path, 'PRAGMA user_version = 1'),
      /schema version 1, of an earlier version/,
    ],
    [
      'of another program',
      (path) => {
        rmSync(path);
        raw(path, 'CREATE TABLE photos (n)');
      },
      /schema version 0, of another program/,
    ],
    ['that is a text', (path) => writeFileSync(path, 'a shopping list\n'.repeat(500)), /not a database/],
    ['cut off in the middle', (path) => truncateSync(path, Math.floor(statSync(path).size / 8192) * 4096), /damaged/],
    ['cut off after its header', (path) => truncateSync(path, 100), /damaged|not a database/],
    [
      'cut off wholly, with its log left',
      (path) => {
        truncateSync(path, 0);
        writeFileSync(`${path}-wal`, 'what was not yet taken over');
      },
      /damaged/,
    ],
    [
      'with bytes changed in the middle',
      (path) => {
        const bytes = readFileSync(path);
        const middle = Math.floor(bytes.length / 8192) * 4096;
        bytes.fill(0xa5, middle, middle + 64);
        writeFileSync(path, bytes);
      },
      /damaged/,
    ],
  ])('%s', (_title, spoil, says) => {
    const path = sound();
    spoil(path);
    const before = readFileSync(path);
    const problem = opening(path);
    expect(problem.message).toMatch(says);
    expect(problem.place).toEqual({ file: path });
    expect(problem.expected.length).toBeGreaterThan(10);
    expect(problem.advice?.length).toBeGreaterThan(10);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('that is gone, with its log left: making it anew would throw the log away', () => {
    const path = newPath();
    writeFileSync(`${path}-wal`, 'what was not yet taken over');
    expect(opening(path).message).toMatch(/damaged.*gone/);
    expect(existsSync(path)).toBe(false);
    expect(readFileSync(`${path}-wal`, 'utf8')).toBe('what was not yet taken over');
  });

  test.each([
    ['nothing at all', () => ''],
    ['a URI', () => `file:${newPath()}`],
  ])('that is named by %s, whose log lies elsewhere or nowhere', (_title, place) => {
    expect(opening(place()).message).toMatch(/cannot be opened \(no path/);
  });

  test('that is a directory', () => {
    const path = newPath();
    mkdirSync(path);
    expect(opening(path).message).toMatch(/cannot be opened/);
  });

  test('that another process holds', () => {
    const path = sound();
    const first = openDatabase(path, TABLES);
    expect(opening(path).describe()).toMatch(/held by another process[\s\S]*what to do: end the process/);
    first.close();
    openDatabase(path, TABLES).close();
  });

  test('that this user may not write to', ({ skip }) => {
    skip(process.getuid?.() === 0, 'run as root, whom no mode of a file keeps out');
    const path = sound();
    spawnSync('chmod', ['-R', 'a-w', dirname(path)]);
    expect(opening(path).message).toMatch(/cannot be written to/);
    spawnSync('chmod', ['-R', 'u+w', dirname(path)]);
  });
});

describe('a database that can be used', () => {
  test('is opened again with all that is in it, and a path without one too', () => {
    const path = sound();
    const db = openDatabase(path, TABLES);
    expect(db.all('SELECT n FROM t')).toHaveLength(ROWS);
    db.close();
    openDatabase(newPath(), TABLES).close();
  });

  test('is for its owner alone, log and all, also in a directory that anybody may look into', () => {
    const path = newPath();
    chmodSync(dirname(path), 0o755);
    const db = openDatabase(path, TABLES);
    const made = readdirSync(dirname(path));
    expect(made).toContain('reference.db-wal');
    for (const file of made) expect(statSync(join(dirname(path), file)).mode & 0o777, file).toBe(0o600);
    db.close();
  });

  test('an empty file is a database yet to be made, as where its maker was killed at once', () => {
    const path = newPath();
    writeFileSync(path, '');
    openStore(path, () => 0).database.close();
    openStore(path, () => 0).database.close();
  });
});

describe('troubles', () => {
  test.each(Object.values(TROUBLES))('%s is told in words, with what to do', (trouble: Trouble) => {
    const { what, expected, advice } = troubleInWords(trouble);
    for (const text of [what, expected, advice]) expect(text.length).toBeGreaterThan(15);
  });

  test('go by themselves where a database is open, and not where it could not be opened', () => {
    expect(troubleInWords('full').advice).toBe('make room on the disk: it goes on by itself then');
    const nobody = 'postgres://nobody@127.0.0.1:1/nothing';
    expect(opening(nobody).advice).toBe(
      'look whether it runs, and whether host, port and network are right, and start again',
    );
    const path = newPath();
    expect(() => openDatabase(path, TABLES, { maxPages: 1 })).toThrow(
      expect.objectContaining({ advice: 'make room on the disk, and start again' }),
    );
  });

  test('are known by the code of SQLite, the longer ones too, and by nothing else', () => {
    expect(troubleOf(Object.assign(new Error('disk I/O error'), { errcode: 10 | (3 << 8) }))).toBe('input-output');
    expect(troubleOf(Object.assign(new Error('UNIQUE'), { errcode: 19 | (8 << 8) }))).toBeUndefined();
    expect(troubleOf(new Error('full'))).toBeUndefined();
    expect(troubleOf('full')).toBeUndefined();
    const path = sound();
    const db = new DatabaseSync(path, { readOnly: true });
    let caught: unknown;
    try {
      db.exec("INSERT INTO t VALUES (-1, '')");
    } catch (error) {
      caught = error;
    }
    db.close();
    expect(troubleOf(caught)).toBe('read-only');
  });
});
