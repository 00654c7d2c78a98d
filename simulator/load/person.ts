import type { RandomSpace } from '../random.ts';
import type { LoadCourse } from './parameters.ts';

/** Bounds of one tier, decimal text in the person's unit. */
export interface LoadLimits {
  readonly low: string;
  readonly high: string;
}

/** What is this person's own: unit, place and limits, and around what the values move. */
export interface LoadPerson {
  /** Over all channels, from 0. */
  readonly index: number;
  readonly unit: 'mg/dL' | 'mmol/L';
  /** Minutes ahead of UTC, and the same as ISO 8601 writes it. */
  readonly aheadMinutes: number;
  readonly offset: string;
  readonly reference: LoadLimits;
  readonly critical: LoadLimits;
  /** mg/dL. */
  readonly course: {
    readonly mean: number;
    readonly spread: number;
    /** From the first reading to the last. */
    readonly drift: number;
    /** What a meal adds. */
    readonly meal: number;
    /** Probability of a hypoglycaemic reading, and of a far excursion upwards. */
    readonly lows: number;
    readonly peaks: number;
  };
}

/** Offsets of the continental United States in winter. */
const PLACES = [
  { aheadMinutes: -300, offset: '-05:00' },
  { aheadMinutes: -360, offset: '-06:00' },
  { aheadMinutes: -420, offset: '-07:00' },
  { aheadMinutes: -480, offset: '-08:00' },
] as const;
/** Every so many people measure in mmol/L. */
const MOLAR_EVERY = 5;

const MASS = {
  referenceLow: ['65', '70', '70', '75', '80'],
  referenceHigh: ['180', '180', '200', '220', '240'],
  criticalLow: ['50', '54', '54', '55', '60'],
  criticalHigh: ['270', '300', '300', '320', '350'],
} as const;
const MOLAR = {
  referenceLow: ['3.6', '3.9', '3.9', '4.2', '4.4'],
  referenceHigh: ['10.0', '10.0', '11.1', '12.2', '13.3'],
  criticalLow: ['2.8', '3.0', '3.0', '3.1', '3.3'],
  criticalHigh: ['15.0', '16.7', '16.7', '17.8', '19.4'],
} as const;

/** [0, 1) of 16 of the bits of a word, counted from the right. */
export const share = (word: number, from: 0 | 16): number => ((word >>> from) & 0xffff) / 0x10000;
/** One of a list by 4 bits of a word. */
const oneOf = <T>(list: readonly T[], word: number, from: number): T =>
  list[(((word >>> from) & 15) * list.length) >> 4] as T;
const between = (low: number, high: number, part: number): number => low + (high - low) * part;
/** Where most readings are to be out of the limits: above the highest of them, and about one in four far below. */
const ALARMS = { mean: 260, meanSpread: 80, lows: 0.25 } as const;

/**
 * The person of an index, out of the 128 bits that a stream of this key begins with: a load makes each person many times
 * over. +, -, × and ÷ alone, which IEEE 754 fixes to the bit: logarithms and roots of two engines may differ in the last
 * one. Shares of lows and peaks follow adults with type 2 diabetes who test at home (docs/realism.md): about one reading
 * in ten is out of its limits, about one in sixty is critical; of `alarms` most are. `space`: of the people.
 */
export const loadPerson = (space: RandomSpace, index: number, course: LoadCourse): LoadPerson => {
  const { v0, v1, v2, v3 } = space.words(index);
  const unit = course !== 'cgm' && index % MOLAR_EVERY === MOLAR_EVERY - 1 ? 'mmol/L' : 'mg/dL';
  const choice = unit === 'mg/dL' ? MASS : MOLAR;
  const skew = share(v0, 0);
  const isAlarms = course === 'alarms';
  return {
    index,
    unit,
    ...oneOf(PLACES, v3, 0),
    reference: { low: oneOf(choice.referenceLow, v3, 4), high: oneOf(choice.referenceHigh, v3, 8) },
    critical: { low: oneOf(choice.criticalLow, v3, 12), high: oneOf(choice.criticalHigh, v3, 16) },
    course: {
      mean: isAlarms ? ALARMS.mean + ALARMS.meanSpread * skew : 105 + 65 * skew * skew,
      spread: between(14, 32, share(v0, 16)),
      drift: between(-15, 25, share(v1, 0)),
      meal: between(10, 40, share(v1, 16)),
      lows: isAlarms ? ALARMS.lows : between(0.002, 0.02, share(v2, 0)),
      peaks: between(0.004, 0.02, share(v2, 16)),
    },
  };
};
