import type { Duration } from '../../contract/domain/time.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** When something was measured: the instant, and the number of the local day by its own offset. */
export interface When {
  /** Milliseconds since the epoch. */
  readonly effectiveMs: number;
  /** Days from 1970-01-01 to the local date. */
  readonly localDay: number;
}

const UNIT_MS = { min: MINUTE_MS, h: HOUR_MS, d: DAY_MS, wk: 7 * DAY_MS } as const;

/** A duration as elapsed time, ms; a day is 24 h. */
export const durationMs = ({ value, unit }: Duration): number => value * UNIT_MS[unit];

/** Days of a window that counts local dates; undefined for one of elapsed time. */
const daysOf = (window: Duration): number | undefined =>
  window.unit === 'd' ? window.value : window.unit === 'wk' ? window.value * 7 : undefined;

const elapsedMs = (window: Duration): number => window.value * (window.unit === 'h' ? HOUR_MS : MINUTE_MS);

/**
 * Whether `earlier` lies in the window that looks back from `at`. Hours and minutes are elapsed time,
 * [t - w, t). Days and weeks are local dates, by each one's own offset: not before day(t) - n.
 */
export const inWindow = (earlier: When, at: When, window: Duration): boolean => {
  if (earlier.effectiveMs >= at.effectiveMs) return false;
  const days = daysOf(window);
  return days === undefined
    ? earlier.effectiveMs >= at.effectiveMs - elapsedMs(window)
    : earlier.localDay >= at.localDay - days;
};

/**
 * An elapsed time that is never shorter than the window, to fetch candidates by instant. A local
 * date may begin 14 h before and end 14 h after UTC's: two days more cover every pair of offsets.
 */
export const windowReachMs = (window: Duration): number => {
  const days = daysOf(window);
  return days === undefined ? elapsedMs(window) : (days + 2) * DAY_MS + DAY_MS;
};
