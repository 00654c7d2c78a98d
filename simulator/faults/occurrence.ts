import { DAY_MS, MINUTE_MS, type EpochMs } from '../clock.ts';
import type { Truth } from '../layers.ts';
import { randomSpace } from '../random.ts';
import { chance, type FaultSetting } from './fault.ts';

/** Whatever passes a layer has its truth with it. */
export interface WithTruth {
  readonly truth: Truth;
}

export const YEAR_MS = 365.25 * DAY_MS;
export const MONTH_MS = YEAR_MS / 12;
const TWO_POW_32 = 0x1_0000_0000;
/** Events of one fault are at least this far apart, so that no rate makes endless work between two items. */
const LEAST_GAP_MS = MINUTE_MS;

/**
 * A test that says of each item whether the fault strikes it, with chance `perItem` at the setting's rate.
 * It depends on the item's true time alone, so what another fault adds or takes away moves no other strike.
 */
export function strikes(perItem: number, setting: FaultSetting): (item: WithTruth) => boolean {
  const each = chance(perItem, setting);
  // A space of its own, since hashing the long names of patient and fault for every item would cost more than all else.
  const own = setting.streamOf('strikes');
  const space = randomSpace(own.int(TWO_POW_32), own.int(TWO_POW_32));
  return ({ truth }) => space.at(truth.trueTimeMs).uniform() < each;
}

/** An event that came by itself: its number, counting from 0, and its instant. */
export interface Arrival {
  readonly number: number;
  readonly atMs: EpochMs;
}
export interface Arrivals {
  /** The latest event up to this instant that was not told of before, or undefined. Instants must not go back. */
  latest(atMs: EpochMs): Arrival | undefined;
}

/** So many events a year from the start of the run (a Poisson process), whether or not anything is measured. */
export function arrivals(perYear: number, setting: FaultSetting): Arrivals {
  const meanGapMs = YEAR_MS / (perYear * setting.rate);
  const gaps = setting.streamOf('arrivals');
  const gap = (): number => Math.max(LEAST_GAP_MS, -Math.log(1 - gaps.uniform()) * meanGapMs);
  let number = 0;
  let next = setting.rate === 0 ? Number.POSITIVE_INFINITY : setting.startMs + gap();
  return {
    latest: (atMs) => {
      let last: Arrival | undefined;
      while (next <= atMs) {
        last = { number, atMs: Math.floor(next / 1000) * 1000 };
        next += gap();
        number++;
      }
      return last;
    },
  };
}

/** Whether this patient or device has the fault at all, for one in so many. */
export const afflicted = (share: number, setting: FaultSetting): boolean =>
  setting.streamOf('afflicted').bernoulli(chance(share, setting));
