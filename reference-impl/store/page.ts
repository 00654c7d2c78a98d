import { accept, type Outcome, refuse } from '../../contract/refusal.ts';
import type { Stored } from '../pipeline.ts';
import type { Cell } from './database.ts';

/** A search: conditions, each with its cells, joined by AND. */
export type Conditions = readonly (readonly [condition: string, ...cells: Cell[]] | undefined)[];

/** One of a list. The last one is said again up to a power of two, so that few statements do for lists of any length. */
export const among = (column: string, list: readonly string[]): readonly [string, ...string[]] => {
  const last = list.at(-1);
  if (last === undefined) return ['1 = 0'];
  const length = 2 ** Math.ceil(Math.log2(list.length));
  const all = [...list, ...Array<string>(length - list.length).fill(last)];
  return [`${column} IN (${all.map(() => '?').join(', ')})`, ...all];
};

/** `WHERE` of the conditions that are there, and their cells. */
export const whereOf = (conditions: Conditions): { where: string; cells: readonly Cell[] } => {
  const present = conditions.filter((c) => c !== undefined);
  return {
    where: ['1 = 1', ...present.map(([condition]) => condition)].join(' AND '),
    cells: present.flatMap(([, ...cells]) => cells),
  };
};

/** More than this many a page is cut down to it. */
const MAX_PAGE = 1000;
export const pageSize = (count: number): number => Math.max(1, Math.min(MAX_PAGE, Math.floor(count)));

/** Cuts a list that holds one entry more than a page, if there is one, and says where to go on. */
export const pageOf = <S extends Stored<unknown>>(
  found: readonly S[],
  size: number,
  markOf: (last: S) => string,
): { entries: readonly S[]; next?: string } => {
  const entries = found.slice(0, size);
  const last = entries.at(-1);
  return found.length > size && last !== undefined ? { entries, next: markOf(last) } : { entries };
};

/**
 * The `count` whole numbers of a page mark; none for the first page. A mark that is none of ours is
 * refused: an empty page would tell a reader that it has seen everything.
 */
export const afterMark = (mark: string | undefined, count: number): Outcome<readonly number[] | undefined> => {
  if (mark === undefined) return accept(undefined);
  const numbers = /^-?\d{1,16}(?:\.\d{1,16})*$/.test(mark) ? mark.split('.').map(Number) : [];
  return numbers.length === count && numbers.every(Number.isSafeInteger)
    ? accept(numbers)
    : refuse('unsupported-parameter', 'http._page', '_page: not a mark of this server');
};
