/**
 * What a network does to one link, by direction alike: held back, spread out, squeezed, torn. Delays in milliseconds,
 * rates in bytes a second, shares from 0 to 1.
 */
export interface Weather {
  readonly latencyMs: number;
  /** Up to this much is added to the latency, drawn for each piece; what was sent first still comes first, as over TCP. */
  readonly jitterMs: number;
  readonly bytesPerSecond: number | undefined;
  /** The share of pieces at which the connection is reset on both sides; the piece is lost with it. */
  readonly resetShare: number;
  /**
   * `open`: what comes is passed on. `held`: a partition; connections are made, nothing passes in either direction, and
   * what was sent comes once it is over, as it would after TCP has sent it again. `refused`: nobody listens there;
   * what is connected is reset.
   */
  readonly road: 'open' | 'held' | 'refused';
}

export const FAIR: Weather = {
  latencyMs: 0,
  jitterMs: 0,
  bytesPerSecond: undefined,
  resetShare: 0,
  road: 'open',
};

const MAX_DELAY_MS = 60_000;

/** Throws RangeError naming the field that no weather has: chaos is bounded like everything else. */
export const checkWeather = (weather: Weather): Weather => {
  const { latencyMs, jitterMs, bytesPerSecond, resetShare } = weather;
  const within = (name: string, value: number, least: number, most: number): void => {
    if (!(value >= least && value <= most)) throw new RangeError(`${name} ${value}: from ${least} to ${most}`);
  };
  within('latencyMs', latencyMs, 0, MAX_DELAY_MS);
  within('jitterMs', jitterMs, 0, MAX_DELAY_MS);
  within('resetShare', resetShare, 0, 1);
  if (bytesPerSecond !== undefined) within('bytesPerSecond', bytesPerSecond, 1, Number.MAX_SAFE_INTEGER);
  return weather;
};
