import type { Instant } from '../oracle/time/instant.ts';

/**
 * From which stamp the next look asks on (bindings 3). Stamps are the SUT's, never ours: they tie, and an item may
 * become visible as late as the declared lag after its stamp. So a look asks `ge from − lag`.
 */
export interface Cursor {
  /** Longest time from stamp to visible that the SUT declares, ns. */
  readonly lag: bigint;
  /** Greatest stamp seen at all. */
  readonly greatest: Instant | undefined;
  /** Everything stamped before this, less the lag, has been shown by now. */
  readonly from: Instant | undefined;
}

/** A pass as the cursor sees it. */
export interface StampedPass {
  /** The cursor when the pass was sent. */
  readonly begunAt: Cursor;
  /** The stamps of each page; undefined where an item has none that can be read. */
  readonly pages: readonly (readonly (Instant | undefined)[])[];
  /** All pages came, and nothing can have slipped between them. */
  readonly complete: boolean;
}

const NS_PER_MS = 1_000_000n;

export const startCursor = (lagMs: number): Cursor => ({
  lag: BigInt(Math.ceil(lagMs)) * NS_PER_MS,
  greatest: undefined,
  from: undefined,
});

/** The stamp to ask from, inclusive; undefined while nothing was seen. */
export const sinceOf = ({ from, lag }: Cursor): Instant | undefined => (from === undefined ? undefined : from - lag);

const greatestOf = (stamps: Iterable<Instant | undefined>): Instant | undefined => {
  let greatest: Instant | undefined;
  for (const stamp of stamps) if (stamp !== undefined && (greatest === undefined || stamp > greatest)) greatest = stamp;
  return greatest;
};

/**
 * The cursor after a pass. It moves to a stamp G only when the SUT's clock had reached G before anything after the
 * first page was read: what is stamped before G − lag was visible by then, and a complete pass has shown it. That
 * holds for what the first page shows and for what was seen before the pass began, not for later pages. An
 * incomplete pass moves nothing: what it did not bring may be older than what it did.
 */
export const afterPass = (cursor: Cursor, { begunAt, pages, complete }: StampedPass): Cursor => {
  const greatest = greatestOf([cursor.greatest, ...pages.flat()]);
  const from = complete ? greatestOf([cursor.from, begunAt.greatest, ...(pages[0] ?? [])]) : cursor.from;
  return { ...cursor, greatest, from };
};
