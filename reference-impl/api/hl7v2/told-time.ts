import { isoOf, msOf } from '../../clock/instant.ts';
import { monotonicNow } from '../../clock/system-now.ts';
import type { ReachedPipeline } from '../../reach/reached.ts';

/**
 * The pipeline's time for the header of an answer, ISO 8601. A store in trouble cannot tell it, and just then a sender has to
 * hear that it may send again: then the time that was told last goes on by `ticksMs`. Rejects as long as none was told.
 */
export const createToldTime = (
  { clock }: Pick<ReachedPipeline, 'clock'>,
  ticksMs: () => number = monotonicNow,
): (() => Promise<string>) => {
  let last: { readonly ms: number; readonly ticks: number } | undefined;
  return async () => {
    try {
      const text = await clock.now();
      last = { ms: msOf(text), ticks: ticksMs() };
      return text;
    } catch (error) {
      if (last === undefined) throw error;
      return isoOf(last.ms + Math.floor(ticksMs() - last.ticks));
    }
  };
};
