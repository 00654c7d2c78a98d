import { visible } from './visible.ts';

/** Lanes that share why they were not played. */
export interface SkippedLanes {
  /** The lane, or how many and the first of them. */
  readonly who: string;
  /** Verdict and reason. */
  readonly why: string;
}

/**
 * Lanes that were not played, by their reason, in the order in which the reasons first come. Many lanes share one (a wire
 * that is not spoken): the reason is what is worth reading.
 */
export const skippedLanes = (
  skipped: readonly { readonly lane: string; readonly verdict: string; readonly reason: string }[],
): readonly SkippedLanes[] => {
  const byReason = new Map<string, string[]>();
  for (const { lane, verdict, reason } of skipped) {
    const why = `${verdict}, ${visible(reason)}`;
    const names = byReason.get(why) ?? [];
    names.push(lane === '*' ? 'the run as a whole' : visible(lane));
    byReason.set(why, names);
  }
  return [...byReason].map(([why, [first = '', ...others]]) => ({
    who: others.length === 0 ? first : `${others.length + 1} lanes (${first}, …)`,
    why,
  }));
};
