import { closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { createCheckpoints, type LogState } from './checkpoints.ts';
import { type Cell, type Database, integer, type Row, type SchemaMark } from './database.ts';
import { createSavepoints, Unmarked } from './savepoints.ts';
import { syncsOf } from './syncs.ts';
import { StoreUnavailable, type Trouble, troubleOf } from './unavailable.ts';

/** Fixed statements, and searches by one of many joins of conditions each: past this many all are prepared anew. */
const MAX_STATEMENTS = 500;

/** Pages of 4 KB in the log before they are brought into the database: a page that changes often is brought once. */
const CHECKPOINT_PAGES = 8000;

/** Where another thread brings them and does not come to it, the one that writes does it by itself, but later. */
const LATE_CHECKPOINT_PAGES = 4 * CHECKPOINT_PAGES;

/** What only looks needs no savepoint. */
const LOOKS = /^\s*(?:SELECT|PRAGMA)\b/i;

export interface SqliteOptions {
  /** Pages that the file may have: what is more is refused as by a full disk. */
  readonly maxPages?: number;
  /**
   * What was committed is brought to the disk, and from the log into the database, while this thread goes on: `whenKept`
   * tells of the first. Without it, and where nothing is kept at all, a commit returns once it is there.
   */
  readonly syncsAside?: boolean;
  /** Looks at what is there before anything is done to it; what it throws ends the opening. */
  readonly check?: (get: (sql: string) => Row | undefined) => void;
}

/** What SQLite takes for something else than a path: nothing is a database that goes with its process, the other a URI. */
export const isNoPath = (path: string): boolean => path === '' || path.startsWith('file:');

const bytesOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/**
 * SQLite takes a file that is empty, or not there, for a new database and throws its log away: with the log, all that is
 * left. It does so too where it only reads.
 */
export const isCutOff = (path: string): boolean => bytesOf(path) === 0 && bytesOf(`${path}-wal`) > 0;

/** Only the owner may look into a directory with readings of patients. */
const makePrivateDirectory = (directory: string): void => {
  if (!existsSync(directory)) mkdirSync(directory, { recursive: true, mode: 0o700 });
};

/** Nor into the file, whoever may look into a directory that was there before. What SQLite makes beside it, it makes alike. */
const makePrivateFile = (path: string): void => {
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
};

/** The version that a SQLite database says it has. */
export const sqliteMark = (get: (sql: string) => Row | undefined): Pick<SchemaMark, 'version' | 'isEmpty'> => ({
  version: () => integer(get('PRAGMA user_version') ?? {}, 'user_version'),
  isEmpty: () => get('SELECT name FROM sqlite_schema LIMIT 1') === undefined,
});

/** Which systems have a lock that keeps other processes out, and not other connections of this one. */
const HAS_EXCL = process.platform !== 'win32';

/** Whoever else has it open, in this process or another, keeps it. */
const openLocked = (path: string, check: SqliteOptions['check']): DatabaseSync => {
  const db = new DatabaseSync(path);
  try {
    // Stamps and row numbers are handed out by one process: a second one is kept out by the lock.
    db.exec('PRAGMA busy_timeout = 1000; PRAGMA locking_mode = EXCLUSIVE');
    check?.((sql) => db.prepare(sql).get());
    db.exec('PRAGMA journal_mode = WAL');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
};

/** The same database under a lock that lets other connections of this process in; that of another process may come first. */
const reopened = (locked: DatabaseSync, uri: string): DatabaseSync => {
  locked.close();
  const db = new DatabaseSync(uri);
  try {
    db.exec('PRAGMA busy_timeout = 1000; PRAGMA journal_mode = WAL');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
};

/**
 * Opens (or makes) a SQLite database: WAL, and a commit returns only once it is on the disk (synchronous FULL) or, with
 * `syncsAside`, before that: then SQLite itself syncs around what it brings from the log into the database (NORMAL), and
 * this the log behind every commit. `:memory:` keeps nothing. Throws when the file is not a database.
 */
export const openSqlite = (path: string, { maxPages, syncsAside = false, check }: SqliteOptions = {}): Database => {
  if (path !== ':memory:') {
    makePrivateDirectory(dirname(path));
    makePrivateFile(path);
  }
  const isAside = syncsAside && path !== ':memory:';
  const locked = openLocked(path, check);
  const uri = `${pathToFileURL(path).href}?vfs=unix-excl`;
  const db = isAside && HAS_EXCL ? reopened(locked, uri) : locked;
  const syncs = isAside ? syncsOf(`${path}-wal`) : undefined;
  db.exec(`PRAGMA synchronous = ${isAside ? 'NORMAL' : 'FULL'}; PRAGMA foreign_keys = ON`);
  // What a savepoint may have to put back is kept in memory: by itself SQLite writes it to a file, page for page.
  db.exec(
    `PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = ${db === locked ? CHECKPOINT_PAGES : LATE_CHECKPOINT_PAGES}`,
  );
  if (maxPages !== undefined) db.exec(`PRAGMA max_page_count = ${maxPages}`);
  const statements = new Map<string, { readonly made: StatementSync; readonly looks: boolean }>();
  const prepared = (sql: string) => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    if (statements.size >= MAX_STATEMENTS) statements.clear();
    const one = { made: db.prepare(sql), looks: LOOKS.test(sql) };
    statements.set(sql, one);
    return one;
  };
  /** What was committed could not be brought to the disk: what is written on top of it might stay without it. */
  let lost: StoreUnavailable | undefined;
  const prepare = (sql: string): StatementSync => {
    if (lost !== undefined) throw lost;
    const { made, looks } = prepared(sql);
    if (!looks) savepoints.writes();
    return made;
  };
  let running = false;
  /** What befell the transaction that runs. SQLite may have ended it then, and nothing more may be done in it. */
  let befallen: StoreUnavailable | undefined;
  const troubled: ((trouble: Trouble) => void)[] = [];
  const unavailable = (trouble: Trouble, error: unknown): StoreUnavailable => {
    for (const listener of troubled) listener(trouble);
    const one = new StoreUnavailable(trouble, error);
    if (running) befallen ??= one;
    return one;
  };
  const failed = (error: unknown): unknown => {
    const trouble = troubleOf(error);
    return trouble === undefined ? error : unavailable(trouble, error);
  };
  const execute = (sql: string): void => {
    try {
      prepared(sql).made.run();
    } catch (error) {
      throw failed(error);
    }
  };
  const savepoints = createSavepoints(execute);
  const loseAll = (error: unknown): StoreUnavailable => {
    lost ??= unavailable('input-output', error);
    return lost;
  };
  const checkpoint = (how: 'NOOP' | 'PASSIVE'): LogState => {
    const { log, checkpointed } = prepared(`PRAGMA wal_checkpoint(${how})`).made.get() ?? {};
    return { log: Number(log), brought: Number(checkpointed) };
  };
  const checkpoints =
    db === locked
      ? undefined
      : createCheckpoints({
          path,
          uri,
          pages: CHECKPOINT_PAGES,
          look: () => checkpoint('NOOP'),
          finish: () => checkpoint('PASSIVE'),
          onLost: loseAll,
        });
  const undone: (() => void)[] = [];
  const tellUndone = (): void => {
    for (const listener of undone) listener();
  };
  const carriedOut = <T>(work: () => T, withSavepoints: boolean): T => {
    if (lost !== undefined) throw lost;
    execute('BEGIN IMMEDIATE');
    running = true;
    befallen = undefined;
    savepoints.begin(withSavepoints);
    try {
      const result = work();
      // Whoever caught it in between has no say in it.
      if (befallen !== undefined) throw befallen;
      if (savepoints.isUnmarked) throw new Unmarked('to be done anew');
      execute('COMMIT');
      syncs?.wrote();
      checkpoints?.wrote();
      return result;
    } catch (error) {
      tellUndone();
      if (db.isTransaction) execute('ROLLBACK');
      throw error;
    } finally {
      running = false;
      befallen = undefined;
    }
  };
  return {
    dialect: 'sqlite',
    schema: {
      ...sqliteMark((sql) => prepare(sql).get()),
      set: (version) => execute(`PRAGMA user_version = ${version}`),
      // The lock keeps every other process out, and with it every other version.
      keepTo: () => {},
    },
    all: (sql: string, ...cells: Cell[]): readonly Row[] => {
      try {
        return prepare(sql).all(...cells);
      } catch (error) {
        throw failed(error);
      }
    },
    get: (sql: string, ...cells: Cell[]): Row | undefined => {
      try {
        return prepare(sql).get(...cells);
      } catch (error) {
        throw failed(error);
      }
    },
    run: (sql: string, ...cells: Cell[]): void => {
      try {
        prepare(sql).run(...cells);
      } catch (error) {
        throw failed(error);
      }
    },
    transaction: (work, { mayRepeat = false } = {}) => {
      if (!mayRepeat) return carriedOut(work, true);
      try {
        return carriedOut(work, false);
      } catch (error) {
        if (!savepoints.isUnmarked) throw error;
        return carriedOut(work, true);
      }
    },
    savepoint: (work, keep = () => true) => {
      // It would begin a transaction of its own.
      if (befallen !== undefined) throw befallen;
      const level = savepoints.enter();
      let stays = false;
      try {
        const result = work();
        stays = keep(result);
        return result;
      } finally {
        const isUndone = savepoints.leave(level, { stays, isOver: !db.isTransaction });
        if (isUndone) tellUndone();
      }
    },
    whenKept: () =>
      syncs?.whenKept()?.catch((error: unknown) => {
        throw loseAll(error);
      }),
    // The lock keeps every other process out.
    isSole: true,
    onChangedElsewhere: () => {},
    onOthers: () => {},
    leads: () => true,
    onRollback: (listener) => {
      undone.push(listener);
    },
    onTrouble: (listener) => {
      troubled.push(listener);
    },
    close: () => {
      syncs?.close();
      const letGo = checkpoints?.close();
      db.close();
      letGo?.();
    },
  };
};
