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
 * Whether it came into sight later after its stamp than the SUT declares: only the sweep found it, and it is stamped
 * before what the observer still asked for. The observer writes a lower bound for a sweep's sighting then only.
 */
export const lagsBeyondDeclared = (item: ObservedItem): boolean => {
  const { surface, after } = judgedSight(item);
  return surface === SWEEP && after !== null;
};
