import type { SeenLine } from '../../history/lines.ts';
import type { ObservedItem } from '../record/sighting.ts';
import { isJudged, SWEEP } from './surface.ts';

/**
 * The sighting that an item is judged by: its first on the judged surface. What other surfaces alone have shown
 * counts from there: no client of the judged surface could have seen it.
 */
export const judgedSight = ({ versions, first }: ObservedItem): SeenLine => {
  let judged: SeenLine | undefined;
  for (const line of versions)
    if (isJudged(line.surface) && (judged === undefined || line.by < judged.by)) judged = line;
  return judged ?? first;
};

/**
 * When it came into sight, finer than looks are apart: where a subscriber was told of it before the judged surface showed
 * it, by then. A look that began after that and lacked it proves that it was not in the In Basket yet, whatever the
 * subscriber was told. Deadlines are judged by the surface alone.
 */
export const soonestSight = (item: ObservedItem): Pick<SeenLine, 'after' | 'by'> & { readonly isPushed: boolean } => {
  const { after, by } = judgedSight(item);
  const { pushed } = item;
  if (pushed === undefined || pushed >= by || (after !== null && after > pushed)) return { after, by, isPushed: false };
  return { after, by: pushed, isPushed: true };
};

/**
 * Whether it came into sight later after its stamp than the SUT declares: only the sweep found it, and it is stamped
 * before what the observer still asked for. The observer writes a lower bound for a sweep's sighting then only.
 */
export const lagsBeyondDeclared = (item: ObservedItem): boolean => {
  const { surface, after } = judgedSight(item);
  return surface === SWEEP && after !== null;
};
