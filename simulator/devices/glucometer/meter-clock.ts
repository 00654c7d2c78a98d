import { DAY_MS, MINUTE_MS, type EpochMs } from '../../clock.ts';
import type { StreamOf } from '../../layers.ts';
import type { RandomStream } from '../../random.ts';

/** How well a meter knows the time. */
export interface ClockModel {
  /** What the clock gains in a month, drawn once per meter; it may as well lose as much. */
  readonly driftMinutesPerMonth: readonly [least: number, most: number];
  /** Who puts it right: the phone at each contact, a person some days after the clocks change, or nobody. */
  readonly setBy: 'phone' | 'hand' | 'nobody';
  /** Chance that it is not set after a change of the battery and goes on from an epoch of the maker's. */
  readonly resetChance: number;
  /** Wall times from which a clock without a battery starts. */
  readonly epochs: readonly string[];
}

/** Epochs and chance by realism facts 3 and 9.4. */
const MAKERS = { resetChance: 0.24, epochs: ['2000-01-01T00:00:00Z', '2010-01-01T00:00:00Z'] } as const;
export const PHONE_CLOCK: ClockModel = { ...MAKERS, driftMinutesPerMonth: [0, 4], setBy: 'phone' };
export const HAND_CLOCK: ClockModel = { ...PHONE_CLOCK, setBy: 'hand' };
export const UNSET_CLOCK: ClockModel = { ...PHONE_CLOCK, setBy: 'nobody' };

/** A wall time read as if it were UTC. */
type WallMs = number;

/**
 * A meter's clock as GATT 0x2A18 tells of it: a base time that only runs on, and the minutes that the user's
 * setting is off it. Setting the clock moves the offset; the base is moved only where no offset could do it.
 */
export interface MeterClock {
  /** What the meter shows as local time. Instants must not go back. */
  read(trueMs: EpochMs, utcOffsetMinutes: number): { readonly wallMs: WallMs; readonly offsetMinutes: number };
  /** The battery was changed at this instant, at this offset of the place. */
  batteryChanged(trueMs: EpochMs, utcOffsetMinutes: number): void;
}

const MONTH_MS = (365.25 / 12) * DAY_MS;
/** sint16 */
const MOST_OFFSET_MINUTES = 32_767;
/** How long a person takes to set the clock after the clocks changed. */
const LATEST_SET_DAYS = 14;

const driftOf = ({ driftMinutesPerMonth: [least, most] }: ClockModel, random: RandomStream): number => {
  const minutes = random.between(least, most);
  return ((random.bernoulli(0.5) ? 1 : -1) * minutes * MINUTE_MS) / MONTH_MS;
};

/** A clock that is right at `startMs`, at the offset of the place then. */
export function meterClock(model: ClockModel, startMs: EpochMs, utcOffset: number, streamOf: StreamOf): MeterClock {
  const rate = 1 + driftOf(model, streamOf('drift'));
  let baseAtMs = startMs;
  let baseWallMs: WallMs = startMs + utcOffset * MINUTE_MS;
  let offsetMinutes = 0;
  let knownUtcOffset = utcOffset;
  let setAtMs = Number.POSITIVE_INFINITY;
  let changes = 0;
  let batteries = 0;

  const baseAt = (trueMs: EpochMs): WallMs => baseWallMs + Math.round((trueMs - baseAtMs) * rate);
  const startAt = (trueMs: EpochMs, wallMs: WallMs): void => {
    baseAtMs = trueMs;
    baseWallMs = wallMs;
    offsetMinutes = 0;
  };
  const set = (trueMs: EpochMs, utcOffsetNow: number): void => {
    const wallMs = trueMs + utcOffsetNow * MINUTE_MS;
    const minutes = Math.round((wallMs - baseAt(trueMs)) / MINUTE_MS);
    if (Math.abs(minutes) <= MOST_OFFSET_MINUTES) offsetMinutes = minutes;
    else startAt(trueMs, wallMs);
    setAtMs = Number.POSITIVE_INFINITY;
  };
  const noticeChange = (trueMs: EpochMs, utcOffsetNow: number): void => {
    if (utcOffsetNow === knownUtcOffset) return;
    knownUtcOffset = utcOffsetNow;
    setAtMs = trueMs + streamOf('clock-set', changes++).uniform() * LATEST_SET_DAYS * DAY_MS;
  };

  if (model.setBy === 'phone') {
    // The phone puts right whatever drift there is at every contact, so none is ever seen.
    return {
      read: (trueMs, now) => ({ wallMs: trueMs + now * MINUTE_MS, offsetMinutes: now - utcOffset }),
      batteryChanged: () => {},
    };
  }
  return {
    read: (trueMs, now) => {
      if (model.setBy === 'hand') {
        noticeChange(trueMs, now);
        if (trueMs >= setAtMs) set(trueMs, now);
      }
      return { wallMs: baseAt(trueMs) + offsetMinutes * MINUTE_MS, offsetMinutes };
    },
    batteryChanged: (trueMs, now) => {
      const random = streamOf('clock-reset', batteries++);
      if (random.bernoulli(model.resetChance)) startAt(trueMs, Date.parse(random.pick(model.epochs)));
      else if (model.setBy === 'hand') set(trueMs, now);
    },
  };
}
