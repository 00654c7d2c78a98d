import { keyOf, type InboxItem } from '../../../contract/domain/index.ts';
import type { Mono, SeenLine } from '../../history/lines.ts';
import { PUSH } from '../sight/surface.ts';

/** Everything seen of one In Basket item, oldest version first. */
export interface ObservedItem {
  readonly key: string;
  readonly versions: readonly SeenLine[];
  /** The sighting that proved it visible first. */
  readonly first: SeenLine;
  readonly latest: InboxItem;
  /** By when a subscriber had been told of it, monotonic; absent: none was. */
  readonly pushed?: Mono;
}

const isPushed = ({ surface }: SeenLine): boolean => surface === PUSH;

const earlier = (a: SeenLine, b: SeenLine): number => a.by - b.by || a.item.version - b.item.version || a.seq - b.seq;

/** Gathers the sightings of one item; undefined: no In Basket has shown it. */
export const observedItem = (all: readonly SeenLine[]): ObservedItem | undefined => {
  const lines = all.some(isPushed) ? all.filter((line) => !isPushed(line)) : all;
  const [first] = lines.toSorted(earlier);
  if (first === undefined) return undefined;
  const versions = lines.toSorted((a, b) => a.item.version - b.item.version || earlier(a, b));
  const latest = versions.at(-1) ?? first;
  const pushed = all.reduce((soonest, line) => (isPushed(line) ? Math.min(soonest, line.by) : soonest), Infinity);
  return {
    key: keyOf(first.item.identifier),
    versions,
    first,
    latest: latest.item,
    ...(pushed === Infinity ? {} : { pushed }),
  };
};
