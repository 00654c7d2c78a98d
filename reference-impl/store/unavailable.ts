/**
 * What kept a statement from being carried out, by SQLite's primary result code (sqlite.org/rescode.html): it lies with
 * the file or the machine, and never with what was asked.
 */
export const TROUBLES = {
  5: 'locked',
  7: 'out-of-memory',
  8: 'read-only',
  10: 'input-output',
  11: 'damaged',
  13: 'full',
  14: 'cannot-be-opened',
  26: 'not-a-database',
} as const;
/** The last four are of a server alone. */
export type Trouble =
  | (typeof TROUBLES)[keyof typeof TROUBLES]
  | 'unreachable'
  | 'not-admitted'
  | 'migrated'
  | 'without-tables';

/** Which trouble an error of SQLite tells of; undefined: none, or it is no error of SQLite. */
export const troubleOf = (error: unknown): Trouble | undefined => {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined;
  // The lowest byte is the primary code; the rest says more of the same.
  return TROUBLES[(error.errcode & 0xff) as keyof typeof TROUBLES];
};

/** The store could not do it now. Nothing of the transaction stays; asked again later it may succeed. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
  readonly trouble: Trouble;
  constructor(trouble: Trouble, cause?: unknown) {
    super(`the database: ${trouble}`, { cause });
    this.trouble = trouble;
  }
}
