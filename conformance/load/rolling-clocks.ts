import { NS_PER_MS, type RunClock } from '../history/clock.ts';
import { type ClockMap, type ClockPair, clockMap, type Placed } from '../sight/clock-map.ts';

/** Both clocks, one inside the other. */
const readClocks = (clock: RunClock): ClockPair => {
  const before = clock.now();
  const wallMs = Date.parse(clock.wall());
  return { before, after: clock.now(), wallMs };
};

/** The map of a clock that is so many ms from the one that the map was made of, at most. */
const withinOf = (map: ClockMap, withinMs: number): ClockMap => {
  if (withinMs === 0) return map;
  const at = (wallMs: number): Placed => {
    const [early, late] = [map.at(wallMs - withinMs), map.at(wallMs + withinMs)];
    return { earliest: early.earliest, latest: late.latest, certain: early.certain && late.certain };
  };
  return { steps: map.steps, at };
};

/**
 * Pairs of both clocks over the last while, and the map that they make. What a sender says is placed when a pair was
 * taken after it; older pairs than `windowMs` are let go, so that a run of hours is placed as quickly as a short one.
 */
export class RollingClocks {
  readonly #clock: RunClock;
  readonly #windowMs: number;
  readonly #withinMs: number;
  #pairs: [ClockPair, ...ClockPair[]];
  #map: ClockMap | undefined;

  /** `withinMs`: how far a sender's wall clock may be from this computer's; 0 where it is the same one. */
  constructor(clock: RunClock, windowMs: number, withinMs = 0) {
    this.#clock = clock;
    this.#windowMs = windowMs;
    this.#withinMs = withinMs;
    this.#pairs = [readClocks(clock)];
  }

  /** Takes a pair now. */
  take(): void {
    const pair = readClocks(this.#clock);
    const from = pair.before - this.#windowMs * NS_PER_MS;
    // The last one before the window stays: what lies at its beginning is between two pairs, too.
    const [first = pair, ...rest] = this.#pairs.slice(Math.max(0, this.#pairs.findIndex((p) => p.before >= from) - 1));
    this.#pairs = [first, ...rest, pair];
    this.#map = undefined;
  }

  /** Wall ms of the last pair, on any sender's clock: what came before it can be placed. */
  get untilMs(): number {
    return (this.#pairs.at(-1)?.wallMs ?? 0) - this.#withinMs;
  }

  get map(): ClockMap {
    this.#map ??= withinOf(clockMap(this.#pairs), this.#withinMs);
    return this.#map;
  }
}
