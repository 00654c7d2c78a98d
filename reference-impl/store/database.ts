import type { Trouble } from './unavailable.ts';

/** What a column may hold. */
export type Cell = string | number | null;
export type Row = Readonly<Record<string, unknown>>;

/**
 * The SQL that the concepts speak, and nothing more: what another database must offer to take
 * SQLite's place. `transaction` and `savepoint` roll back on a throw; `savepoint` also where `keep`
 * says that its result is not to stay. What lies with the file or the machine is thrown as StoreUnavailable, and
 * ends the transaction.
 */
export interface Database {
  all(sql: string, ...cells: Cell[]): readonly Row[];
  get(sql: string, ...cells: Cell[]): Row | undefined;
  run(sql: string, ...cells: Cell[]): void;
  transaction<T>(work: () => T): T;
  savepoint<T>(work: () => T, keep?: (result: T) => boolean): T;
  /** Calls `listener` after every rollback: what it has kept of rows that were written may not be so any more. */
  onRollback(listener: () => void): void;
  /** Told whenever something could not be done for a reason that lies with the file or the machine. */
  onTrouble(listener: (trouble: Trouble) => void): void;
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
