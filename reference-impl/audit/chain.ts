import { hash } from 'node:crypto';

/** What a row of a table may hold as it is read: whole numbers as bigint where they may be of any size. */
export type ChainCell = string | number | bigint | null;

/** Where a trail ends: how many events it has, and the hash of the last one. */
export interface ChainHead {
  readonly count: number;
  /** SHA-256, 64 hexadecimal digits in lower case. */
  readonly hash: string;
}

/** The head of a trail without any event. */
export const CHAIN_START: ChainHead = { count: 0, hash: '0'.repeat(64) };

/** JSON, but that whole numbers are of any size. They come as bigint only where a trail is proved. */
const canonical = (row: readonly ChainCell[]): string =>
  row.some((cell) => typeof cell === 'bigint')
    ? `[${row.map((cell) => (typeof cell === 'string' ? JSON.stringify(cell) : String(cell))).join(',')}]`
    : JSON.stringify(row);

/**
 * SHA-256 of a row that follows the one with hash `previous`: of a JSON array of `previous` and the cells in the
 * order of the columns, in UTF-8, without white space. No two different rows give the same array.
 */
export const hashAfter = (previous: string, cells: readonly ChainCell[]): string =>
  hash('sha256', canonical([previous, ...cells]), 'hex');

/** `HASH@COUNT`, the form in which a head is noted outside. */
export const headText = (head: ChainHead): string => `${head.hash}@${head.count}`;

/** Reads `HASH@COUNT`; undefined for anything else. */
export const readHead = (text: string): ChainHead | undefined => {
  const [, digest = '', digits = ''] = /^([0-9a-f]{64})@(0|[1-9]\d{0,14})$/i.exec(text.trim()) ?? [];
  if (digits === '') return undefined;
  const head = { hash: digest.toLowerCase(), count: Number(digits) };
  return head.count === 0 && head.hash !== CHAIN_START.hash ? undefined : head;
};
