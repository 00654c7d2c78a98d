import { keyOf, type InboxItem } from '../../../contract/domain/index.ts';
import type { SeenLine } from '../../history/lines.ts';

/** Everything seen of one In Basket item, oldest version first. */
export interface ObservedItem {
  readonly key: string;
  readonly versions: readonly SeenLine[];
  /** The sighting that proved it visible first. */
  readonly first: SeenLine;
  readonly latest: InboxItem;
}

const earlier = (a: SeenLine, b: SeenLine): number => a.by - b.by || a.item.version - b.item.version || a.seq - b.seq;

/** Gathers the sightings of one item; `lines` is never empty. */
export const observedItem = (lines: readonly SeenLine[]): ObservedItem | undefined => {
  const [first] = lines.toSorted(earlier);
  if (first === undefined) return undefined;
  const versions = lines.toSorted((a, b) => a.item.version - b.item.version || earlier(a, b));
  const latest = versions.at(-1) ?? first;
  return { key: keyOf(first.item.identifier), versions, first, latest: latest.item };
};
