import { isoOf } from '../clock/instant.ts';
import type { Stored } from '../pipeline.ts';
import { type Cell, type Database, integer, type Row, text } from './database.ts';
import { Memo } from './memo.ts';
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
  /** `bodyText`: JSON of the body, where somebody has it at hand. */
  insert(key: string, body: T, columns?: Readonly<Record<string, Cell>>, bodyText?: string): Kept<T>;
  /** Replaces the body; one version up, with a new stamp. */
  update(kept: Kept<T>, body: T, columns?: Readonly<Record<string, Cell>>): Kept<T>;
  /** Rows of `SELECT seq, version, stamp, body FROM table <tail>`. */
  select(tail: string, ...cells: Cell[]): readonly Kept<T>[];
}

const columnsWith = (stamp: string): string =>
  `seq INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, ${stamp}, body TEXT NOT NULL`;

/** Columns that every such table begins with. */
export const DOCUMENT_COLUMNS = columnsWith('stamp INTEGER NOT NULL UNIQUE');

/** The same of a table that grows with every reading: an index by the stamp is its own affair. */
export const MANY_DOCUMENT_COLUMNS = columnsWith('stamp INTEGER NOT NULL');

const MOST_SELECTS = 500;

/** Of things that are few and asked for again and again, so many are kept at hand. */
export interface DocumentOptions<T> {
  readonly atHand?: number;
  /** What a search needs of a body, without opening it. */
  readonly columnsOf?: (body: T) => Readonly<Record<string, Cell>>;
}

/** `prefix` makes logical ids out of row numbers: `o42`. They are opaque to clients. */
export const createDocuments = <T>(
  db: Database,
  stamps: Pick<Stamps, 'next'>,
  table: string,
  prefix: string,
  { atHand = 0, columnsOf = () => ({}) }: DocumentOptions<T> = {},
): Documents<T> => {
  const fields = 'seq, version, stamp, body';
  const keptOf = (row: Row): Kept<T> => ({
    seq: integer(row, 'seq'),
    id: `${prefix}${integer(row, 'seq')}`,
    version: integer(row, 'version'),
    lastUpdated: isoOf(integer(row, 'stamp')),
    // What this table reads, this table wrote: from a validated domain object.
    body: JSON.parse(text(row, 'body')) as T,
  });
  const statements = { key: `${fields} FROM ${table} WHERE key = ?`, seq: `${fields} FROM ${table} WHERE seq = ?` };
  const one = (by: 'key' | 'seq', cell: Cell): Kept<T> | undefined => {
    const row = db.get(`SELECT ${statements[by]}`, cell);
    return row === undefined ? undefined : keptOf(row);
  };
  const isAtHand = atHand > 0;
  const memos = {
    key: new Memo<Kept<T> | undefined, string>(db, atHand),
    seq: new Memo<Kept<T> | undefined, number>(db, atHand),
  };
  const byKey = (key: string): Kept<T> | undefined =>
    isAtHand ? memos.key.get(key, () => one('key', key)) : one('key', key);
  const bySeq = (seq: number): Kept<T> | undefined =>
    isAtHand ? memos.seq.get(seq, () => one('seq', seq)) : one('seq', seq);
  const note = (key: string | undefined, kept: Kept<T>): Kept<T> => {
    if (!isAtHand) return kept;
    memos.seq.set(kept.seq, kept);
    if (key !== undefined) memos.key.set(key, kept);
    return kept;
  };
  // While rows are added by this process alone; a number that was handed out and undone is left out.
  let last: number | undefined;
  db.onChangedElsewhere(() => {
    last = undefined;
  });
  const nextSeq = (): number => {
    last ??= integer(db.get(`SELECT coalesce(max(seq), 0) AS seq FROM ${table}`) ?? {}, 'seq');
    return last + 1;
  };
  const idPattern = new RegExp(`^${prefix}([1-9]\\d{0,14})$`);
  /** Mostly the next row sets the same columns: a text made anew for each would be felt. */
  let lastInsert: { readonly names: readonly string[]; readonly statement: string } | undefined;
  const insertOf = (columns: Readonly<Record<string, Cell>>): string => {
    const names = Object.keys(columns);
    if (lastInsert?.names.length === names.length && lastInsert.names.every((name, i) => name === names[i]))
      return lastInsert.statement;
    const all = ['seq', 'key', 'version', 'stamp', 'body', ...names];
    const statement = `INSERT INTO ${table} (${all.join(', ')}) VALUES (${all.map(() => '?').join(', ')})`;
    lastInsert = { names, statement };
    return statement;
  };
  const selects = new Map<string, string>();
  return {
    byKey,
    bySeq,
    byId: (id) => {
      const digits = idPattern.exec(id)?.[1];
      return digits === undefined ? undefined : bySeq(Number(digits));
    },
    nextSeq,
    insert: (key, body, more = {}, bodyText = JSON.stringify(body)) => {
      const columns = { ...columnsOf(body), ...more };
      const seq = nextSeq();
      const stamp = stamps.next();
      db.run(insertOf(columns), seq, key, 1, stamp, bodyText, ...Object.values(columns));
      last = seq;
      return note(key, { seq, id: `${prefix}${seq}`, version: 1, lastUpdated: isoOf(stamp), body });
    },
    update: (kept, body, more = {}) => {
      const columns = { ...columnsOf(body), ...more };
      const stamp = stamps.next();
      const version = kept.version + 1;
      const sets = ['version', 'stamp', 'body', ...Object.keys(columns)].map((name) => `${name} = ?`).join(', ');
      const cells = [version, stamp, JSON.stringify(body), ...Object.values(columns), kept.seq];
      db.run(`UPDATE ${table} SET ${sets} WHERE seq = ?`, ...cells);
      if (isAtHand) memos.key.forget(text(db.get(`SELECT key FROM ${table} WHERE seq = ?`, kept.seq) ?? {}, 'key'));
      return note(undefined, { seq: kept.seq, id: kept.id, version, lastUpdated: isoOf(stamp), body });
    },
    select: (tail, ...cells) => {
      let statement = selects.get(tail);
      if (statement === undefined) {
        // Searches join their conditions in many ways.
        if (selects.size >= MOST_SELECTS) selects.clear();
        selects.set(tail, (statement = `SELECT ${fields} FROM ${table} ${tail}`));
      }
      return db.all(statement, ...cells).map(keptOf);
    },
  };
};
