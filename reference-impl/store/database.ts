import type { Trouble } from './unavailable.ts';

/** What a column may hold. */
export type Cell = string | number | null;
export type Row = Readonly<Record<string, unknown>>;

/** Whose SQL, where there is no way to say it that both take. */
export type Dialect = 'sqlite' | 'postgres';
/** Statements that make tables, one to a `;` at the end of a line; in SQLite's words where they are not told apart. */
export type Ddl = string | Readonly<Record<Dialect, string>>;

/** Where a database says which version of the tables it has. */
export interface SchemaMark {
  /** 0 where nothing is marked. */
  version(): number;
  /** Whether there is nothing in it. */
  isEmpty(): boolean;
  set(version: number): void;
  /** From now on nothing is written where another process has made the tables of another version: StoreUnavailable, `migrated`. */
  keepTo(version: number): void;
}

/**
 * The SQL that the concepts speak, and nothing more: what another database must offer to take
 * SQLite's place. `transaction` and `savepoint` roll back on a throw; `savepoint` also where `keep`
 * says that its result is not to stay. What lies with the file, the server or the machine is thrown as
 * StoreUnavailable, and ends the transaction.
 */
export interface Database {
  readonly dialect: Dialect;
  readonly schema: SchemaMark;
  all(sql: string, ...cells: Cell[]): readonly Row[];
  get(sql: string, ...cells: Cell[]): Row | undefined;
  /** What it does may be seen to have failed only by what comes after it, by the end of the outermost savepoint at the latest. */
  run(sql: string, ...cells: Cell[]): void;
  /** `mayRepeat`: `work` may be run twice, the second time after all that it did was undone. */
  transaction<T>(work: () => T, how?: { readonly mayRepeat?: boolean }): T;
  savepoint<T>(work: () => T, keep?: (result: T) => boolean): T;
  /**
   * Of what was committed a power cut may still take something away: resolves once all of it is on the disk. Undefined:
   * it is. Rejects with StoreUnavailable where it cannot be brought there; nothing is done in this database any more then.
   */
  whenKept(): Promise<void> | undefined;
  /** Whether nobody else can write now: what was read stays so until this process writes. */
  readonly isSole: boolean;
  /**
   * Calls `listener` after every rollback, and where another process has written: what it has kept of rows may not be so
   * any more.
   */
  onRollback(listener: () => void): void;
  /** Calls `listener` at the begin of the first transaction after another process has written. */
  onChangedElsewhere(listener: () => void): void;
  /** Told whenever something could not be done for a reason that lies with the file, the server or the machine. */
  onTrouble(listener: (trouble: Trouble) => void): void;
  /**
   * Told, between transactions, when another process may have committed something, or have ended: whatever waits for
   * that is to be looked at. Never called where no other process can write.
   */
  onOthers(listener: () => void): void;
  /**
   * Whether it falls to this process to send what is to be sent: one does of all that share the database, and another
   * when it has ended.
   */
  leads(): boolean;
  close(): void;
}

/** A text column of a row; throws on anything else, because then the schema and the code differ. */
export const text = (row: Row, column: string): string => {
  const cell = row[column];
  if (typeof cell !== 'string') throw new TypeError(`column ${column} holds no text`);
  return cell;
};

/** A whole-number column of a row. */
export const integer = (row: Row, column: string): number => {
  const cell = row[column];
  if (typeof cell !== 'number') throw new TypeError(`column ${column} holds no number`);
  return cell;
};
