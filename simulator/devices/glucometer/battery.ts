import { DAY_MS, type EpochMs } from '../../clock.ts';
import type { StreamOf } from '../../layers.ts';

/** How long a meter's battery lasts. A change is at once: people keep one in the case. */
export interface BatteryModel {
  readonly lifeDays: number;
  /** A single battery lasts up to this share more or less. */
  readonly spread: number;
  /** The battery sign is on for so many days before the end. */
  readonly lowDays: number;
}

/** Two changes a year, the sign two weeks before: realism facts 9.4. */
export const USUAL_BATTERY: BatteryModel = { lifeDays: 182, spread: 0.2, lowDays: 14 };

export interface Battery {
  /** Days until it is empty, from 0. Instants must not go back. */
  daysLeft(atMs: EpochMs): number;
  isLow(atMs: EpochMs): boolean;
  /** How many times it was changed up to this instant. */
  changes(atMs: EpochMs): number;
}

/** The batteries of one meter, one after the other; the first is part used at `startMs`. */
export function batteryOf(model: BatteryModel, startMs: EpochMs, streamOf: StreamOf): Battery {
  const lifeMs = (count: number): number =>
    DAY_MS * model.lifeDays * streamOf('battery', count).between(1 - model.spread, 1 + model.spread);
  let changed = 0;
  let emptyMs = startMs + lifeMs(0) * streamOf('battery-used').uniform();
  const leftMs = (atMs: EpochMs): number => {
    while (emptyMs <= atMs) emptyMs += lifeMs(++changed);
    return emptyMs - atMs;
  };
  return {
    daysLeft: (atMs) => leftMs(atMs) / DAY_MS,
    isLow: (atMs) => leftMs(atMs) <= model.lowDays * DAY_MS,
    changes: (atMs) => {
      leftMs(atMs);
      return changed;
    },
  };
}
