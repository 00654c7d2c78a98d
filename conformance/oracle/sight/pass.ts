import type { Mono } from '../../history/lines.ts';
import type { Instant } from '../time/instant.ts';

/** An item in one of its versions, as a page or a push showed it. */
export interface Shown {
  readonly item: string;
  /** Versions of one item come one after the other; a later one stands for those before it. */
  readonly version: number;
  /** `lastUpdated` by the SUT's clock; absent where nobody knows. */
  readonly stamp?: Instant;
  readonly patient?: string;
}

export interface ShownPage {
  /** Receipt of its last byte. */
  readonly received: Mono;
  readonly shows: readonly Shown[];
  /** Items on it of which nothing but the name could be read. */
  readonly unread?: readonly string[];
}

/**
 * One pass over a surface with all its pages. `sent` is when the first page was asked for. Of a pass that
 * another clock timed, `sent` is the earliest instant it can have had and `received` the latest.
 */
export interface Pass {
  readonly sent: Mono;
  readonly pages: readonly ShownPage[];
  /** All pages came. */
  readonly complete: boolean;
  /** It asked for stamps from here on; absent: for all. */
  readonly since?: Instant;
  /** It asked for items of this patient; absent: of all. */
  readonly patient?: string;
  /** A clock was stepped while it went on: what it showed is known, when is not. */
  readonly untimed?: boolean;
  /** Its line in the history. */
  readonly line?: number;
}

/** An item told of by the SUT itself. */
export interface Push {
  readonly received: Mono;
  readonly shows: Shown;
  readonly untimed?: boolean;
  readonly line?: number;
}

const inOrder = (stamps: readonly (Instant | undefined)[]): boolean =>
  stamps.every((stamp, i) => {
    if (stamp === undefined) return false;
    const before = stamps[i - 1];
    return before === undefined || before <= stamp;
  });

/**
 * Whether the pages of one pass can have left nothing out between them. R4 promises no snapshot: where pages are
 * cut from a list that moves, an item that changes moves to its end and others move up, over the edge of a page
 * that was read already. In a list sorted by stamp that item then shows twice. So one page is steady; several
 * are when they came in order of stamps and no item stood on two of them.
 */
export const isSteady = (pages: readonly ShownPage[]): boolean => {
  if (pages.length < 2) return true;
  const names = new Set<string>();
  for (const { shows, unread = [] } of pages) {
    const here = new Set([...shows.map((s) => s.item), ...unread]);
    for (const name of here) {
      if (names.has(name)) return false;
      names.add(name);
    }
  }
  return inOrder(pages.flatMap((p) => p.shows.map((s) => s.stamp)));
};

/** Whether what a pass does not show was not there when it began. */
export const provesLack = ({ complete, untimed, pages }: Pass): boolean =>
  complete && untimed !== true && isSteady(pages);
