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
  /** Minutes ahead of UTC. */
  readonly aheadMinutes: number;
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
const AHEAD = [-300, -360, -420, -480] as const;
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

/**
 * The person of an index. Drawn with +, -, × and ÷ alone, which IEEE 754 fixes to the bit: logarithms and roots of two
 * engines may differ in the last one. Shares of lows and peaks follow adults with type 2 diabetes who test at home
 * (docs/realism.md): about one reading in six is out of its limits, about one in sixty is critical.
 */
export const loadPerson = (space: RandomSpace, index: number, course: LoadCourse): LoadPerson => {
  const random = space.stream('person', index);
  const unit = course !== 'cgm' && index % MOLAR_EVERY === MOLAR_EVERY - 1 ? 'mmol/L' : 'mg/dL';
  const choice = unit === 'mg/dL' ? MASS : MOLAR;
  const skew = random.uniform();
  return {
    index,
    unit,
    aheadMinutes: random.pick(AHEAD),
    reference: { low: random.pick(choice.referenceLow), high: random.pick(choice.referenceHigh) },
    critical: { low: random.pick(choice.criticalLow), high: random.pick(choice.criticalHigh) },
    course: {
      mean: 105 + 65 * skew * skew,
      spread: random.between(14, 32),
      drift: random.between(-15, 25),
      meal: random.between(10, 40),
      lows: random.between(0.002, 0.02),
      peaks: random.between(0.004, 0.02),
    },
  };
};
