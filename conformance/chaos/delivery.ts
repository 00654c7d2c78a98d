import type { Weather } from './weather.ts';

const NS_PER_MS = 1_000_000;
const NS_PER_S = 1_000_000_000;

/** What is remembered of one direction of one connection, in nanoseconds of the harness's clock. */
export interface Lane {
  /** When the line is free of what was put on it before. */
  readonly freeAt: number;
  /** When the last piece arrives: none overtakes another. */
  readonly lastAt: number;
}

export const EMPTY_LANE: Lane = { freeAt: 0, lastAt: 0 };

/** What becomes of a piece: it arrives at an instant, or the connection is reset at it. */
export type Fate = { readonly kind: 'arrives'; readonly at: number; readonly lane: Lane } | { readonly kind: 'reset' };

/**
 * When a piece of `bytes` that came at `now` (ns) arrives on the other side: it waits until the line is free, takes its
 * time by the rate, and then the latency and its share of the jitter; never before what came before it. `draw` gives
 * numbers in [0, 1): one for the reset, one for the jitter, always both, so that a change of one changes no other draw.
 */
export const fateOf = (weather: Weather, lane: Lane, now: number, bytes: number, draw: () => number): Fate => {
  const [torn, spread] = [draw(), draw()];
  if (torn < weather.resetShare) return { kind: 'reset' };
  const begins = Math.max(now, lane.freeAt);
  const takes = weather.bytesPerSecond === undefined ? 0 : Math.ceil((bytes / weather.bytesPerSecond) * NS_PER_S);
  const freeAt = begins + takes;
  const delay = Math.round((weather.latencyMs + weather.jitterMs * spread) * NS_PER_MS);
  const at = Math.max(freeAt + delay, lane.lastAt);
  return { kind: 'arrives', at, lane: { freeAt, lastAt: at } };
};
