import type { ChainHead } from './chain.ts';
import { AUDIT_COLUMNS } from './columns.ts';
import type { StoredRow } from './prove.ts';

/** A stored audit trail as it lies there, read without changing it. */
export interface TrailSource {
  /** The head that the database keeps; undefined: it has none. */
  head(): Promise<ChainHead | undefined>;
  /** Every row in the order of its number, so many at a time. */
  rows(): AsyncIterable<readonly StoredRow[]>;
  close(): Promise<void>;
}

/** Rows between two looks at whether to go on: some ten milliseconds. */
export const STEP = 5_000;

/** What reads the rows, as far as their columns are there; undefined: they have no number, and there are none. */
export const rowsOf = (there: readonly string[]): string | undefined =>
  there.includes('seq')
    ? `SELECT ${[...AUDIT_COLUMNS, 'hash'].filter((name) => there.includes(name)).join(', ')} FROM audit_events`
    : undefined;
