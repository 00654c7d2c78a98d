import type { Stored } from '../pipeline.ts';
import { type Cell, type Database, integer, type Row, text } from './database.ts';
import type { Stamps } from './stamps.ts';

/** A stored thing together with its row number, which other tables point to. */
export interface Kept<T> extends Stored<T> {
  readonly seq: number;
}

/**
 * A table of things that have a business key, versions and a stamp: the part that all concepts share.
 * Columns beyond these are the concept's own, for its searches.
 */
export interface Documents<T> {
  byKey(key: string): Kept<T> | undefined;
  byId(id: string): Kept<T> | undefined;
  bySeq(seq: number): Kept<T> | undefined;
  /** The row number that the next insert of this transaction gets. */
  nextSeq(): number;
  insert(key: string, body: T, columns?: Readonly<Record<string, Cell>>): Kept<T>;
  /** Replaces the body; one version up, with a new stamp. */
  update(kept: Kept<T>, body: T, columns?: Readonly<Record<string, Cell>>): Kept<T>;
  /** Rows of `SELECT seq, version, stamp, body FROM table <tail>`. */
  select(tail: string, ...cells: Cell[]): readonly Kept<T>[];
}

/** Columns that every such table begins with. */
export const DOCUMENT_COLUMNS =
  'seq INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, stamp INTEGER NOT NULL UNIQUE, body TEXT NOT NULL';

const isoOf = (ms: number): string => new Date(ms).toISOString();

/** `prefix` makes logical ids out of row numbers: `o42`. They are opaque to clients. */
export const createDocuments = <T>(db: Database, stamps: Stamps, table: string, prefix: string): Documents<T> => {
  const fields = 'seq, version, stamp, body';
  const keptOf = (row: Row): Kept<T> => ({
    seq: integer(row, 'seq'),
    id: `${prefix}${integer(row, 'seq')}`,
    version: integer(row, 'version'),
    lastUpdated: isoOf(integer(row, 'stamp')),
    // What this table reads, this table wrote: from a validated domain object.
    body: JSON.parse(text(row, 'body')) as T,
  });
  const one = (where: string, cell: Cell): Kept<T> | undefined => {
    const row = db.get(`SELECT ${fields} FROM ${table} WHERE ${where} = ?`, cell);
    return row === undefined ? undefined : keptOf(row);
  };
  const nextSeq = (): number => integer(db.get(`SELECT coalesce(max(seq), 0) + 1 AS seq FROM ${table}`) ?? {}, 'seq');
  const idPattern = new RegExp(`^${prefix}([1-9]\\d{0,14})$`);
  return {
    byKey: (key) => one('key', key),
    bySeq: (seq) => one('seq', seq),
    byId: (id) => {
      const digits = idPattern.exec(id)?.[1];
      return digits === undefined ? undefined : one('seq', Number(digits));
    },
    nextSeq,
    insert: (key, body, columns = {}) => {
      const seq = nextSeq();
      const id = `${prefix}${seq}`;
      const stamp = stamps.next();
      const names = ['seq', 'key', 'version', 'stamp', 'body', ...Object.keys(columns)];
      const cells = [seq, key, 1, stamp, JSON.stringify(body), ...Object.values(columns)];
      const marks = names.map(() => '?').join(', ');
      db.run(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${marks})`, ...cells);
      return { seq, id, version: 1, lastUpdated: isoOf(stamp), body };
    },
    update: (kept, body, columns = {}) => {
      const stamp = stamps.next();
      const version = kept.version + 1;
      const sets = ['version', 'stamp', 'body', ...Object.keys(columns)].map((name) => `${name} = ?`).join(', ');
      const cells = [version, stamp, JSON.stringify(body), ...Object.values(columns), kept.seq];
      db.run(`UPDATE ${table} SET ${sets} WHERE seq = ?`, ...cells);
      return { seq: kept.seq, id: kept.id, version, lastUpdated: isoOf(stamp), body };
    },
    select: (tail, ...cells) => db.all(`SELECT ${fields} FROM ${table} ${tail}`, ...cells).map(keptOf),
  };
};
