import fc from 'fast-check';
import type { Pass, Shown, ShownPage } from '../oracle/sight/pass.ts';

/** One version of an item as it truly was: stamped, and visible from `visible` on, on one surface. */
export interface TrueVersion {
  readonly item: string;
  readonly version: number;
  /** Ticks of the SUT's clock; several versions may share one. */
  readonly stamp: number;
  readonly visible: number;
}

/** Resolution of stamps, in ticks. Lags are declared in the same. */
export const TICK = 4;

/**
 * Items that change, stamped before they are visible by `lag` at most. Stamps are coarse, so that they tie; time is
 * in ticks of the harness's clock, which the SUT's clock follows.
 */
export const trueInbox = (lag: number, most = 4, span = 150): fc.Arbitrary<readonly TrueVersion[]> =>
  fc
    .array(
      fc.record({
        first: fc.nat(span),
        changes: fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 2 }),
        // The ends of the range are where lags and ties go wrong.
        lags: fc.array(fc.oneof(fc.constantFrom(0, lag), fc.nat(lag)), { minLength: 3, maxLength: 3 }),
      }),
      { minLength: 1, maxLength: most },
    )
    .map((items) =>
      items.flatMap(({ first, changes, lags }, i) => {
        let visible = first;
        let stamp = 0;
        return [0, ...changes].map((gap, n): TrueVersion => {
          visible += gap;
          const stamped = Math.max(0, visible - (lags[n] ?? 0));
          // Cut off, as milliseconds are: what ties with a later stamp may still be on its way.
          stamp = Math.max(stamp, stamped - (stamped % TICK));
          return { item: `i${i}`, version: n + 1, stamp, visible };
        });
      }),
    );

export const shownOf = ({ item, version, stamp }: TrueVersion): Shown => ({ item, version, stamp: BigInt(stamp) });

/** The latest version of each item that a query evaluated at `at` finds, stamped `since` or later. */
const found = (inbox: readonly TrueVersion[], at: number, since: number): TrueVersion[] => {
  const latest = new Map<string, TrueVersion>();
  for (const v of inbox) if (v.visible <= at) latest.set(v.item, v);
  return [...latest.values()].filter((v) => v.stamp >= since);
};

/** How one pass went: the pages' sizes, when each was evaluated and received, and what the server promises. */
export interface Walk {
  readonly size: number;
  /** Ticks from asking to evaluation and from there to receipt, page by page, over and over. */
  readonly ways: readonly (readonly [number, number])[];
  /** A frozen list, or the list as it is when a page is asked for. */
  readonly snapshot: boolean;
  /** Sorted by stamp, or as the server likes. */
  readonly sorted: boolean;
  /** Pages after which it was cut off. */
  readonly cut: number | undefined;
}

export const walk: fc.Arbitrary<Walk> = fc.record({
  size: fc.integer({ min: 1, max: 3 }),
  ways: fc.array(fc.tuple(fc.nat(12), fc.nat(12)), { minLength: 1, maxLength: 3 }),
  snapshot: fc.boolean(),
  sorted: fc.constantFrom(true, true, true, false),
  cut: fc.constantFrom(undefined, undefined, undefined, 1, 2),
});

const MOST_PAGES = 40;

/** A pass over a true inbox, begun at `sent`, that asks for what is stamped `since` or later. */
export const passOver = (
  inbox: readonly TrueVersion[],
  sent: number,
  { size, ways, snapshot, sorted, cut }: Walk,
  since = 0,
): Pass => {
  const order = (list: TrueVersion[]): TrueVersion[] =>
    sorted
      ? list.toSorted((a, b) => a.stamp - b.stamp || (a.item < b.item ? -1 : 1))
      : list.toSorted((a, b) => (a.item < b.item ? 1 : -1));
  const pages: ShownPage[] = [];
  let now = sent;
  let frozen: TrueVersion[] | undefined;
  let complete = true;
  for (let n = 0; n < MOST_PAGES; n++) {
    const [out, back] = ways[n % ways.length] ?? [0, 0];
    now += out;
    const list = frozen ?? order(found(inbox, now, since));
    if (snapshot) frozen = list;
    now += back;
    pages.push({ received: now, shows: list.slice(n * size, (n + 1) * size).map(shownOf) });
    if ((n + 1) * size >= list.length) break;
    if (n + 1 === cut) {
      complete = false;
      break;
    }
  }
  return { sent, pages, complete, ...(since > 0 ? { since: BigInt(since) } : {}) };
};
