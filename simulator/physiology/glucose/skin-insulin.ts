import { matrixExponential } from './matrix-exponential.ts';
import type { SubcutaneousParameters } from './subcutaneous.ts';

/**
 * Injected insulin of one person on its way to plasma, pmol/kg, for a model in which the rest of insulin
 * is not linear. The places stand in this file because an engine folds a file's own constants alone.
 */
export type SkinInsulin = Float64Array;
const RAPID_1 = 0;
const RAPID_2 = 1;
const LONG_1 = 2;
const LONG_2 = 3;
/** Rapid insulin into the skin now, pmol/kg/min. */
const INFUSION = 4;
const STATES = 5;
/** Reaching plasma at the start, in the middle and at the end of a step, pmol/kg/min. */
const REACHES = 5;
const SIZE = 8;
/** What a snapshot keeps. */
export const SKIN_NUMBERS = STATES;

/** The products of a step and, behind them, of the half of it; then the rates into plasma. */
export function skinStep(p: SubcutaneousParameters, minutes: number): Float64Array {
  const rates = [
    [-(p.kd + p.ka1), 0, 0, 0, 1],
    [p.kd, -p.ka2, 0, 0, 0],
    [0, 0, -p.kl1, 0, 0],
    [0, 0, p.kl1, -p.kl2, 0],
    [0, 0, 0, 0, 0],
  ];
  const over = (time: number): Float64Array => matrixExponential(rates.map((row) => row.map((rate) => rate * time)));
  const whole = over(minutes);
  const half = over(minutes / 2);
  /** Row of what reaches plasma after half of the step. */
  const reaches = Array.from(
    { length: STATES },
    (_, j) => p.ka1 * (half[j] ?? 0) + p.ka2 * (half[STATES + j] ?? 0) + p.kl2 * (half[LONG_2 * STATES + j] ?? 0),
  );
  return Float64Array.of(...whole, ...reaches, p.ka1, p.ka2, p.kl2);
}
const HALF = STATES * STATES;
const RATES = HALF + STATES;

export const noSkinInsulin = (): SkinInsulin => new Float64Array(SIZE);

export const addLong = (z: SkinInsulin, pmolKg: number): void => {
  z[LONG_1] = (z[LONG_1] as number) + pmolKg;
};
export const setLong = (z: SkinInsulin, first: number, second: number): void => {
  z[LONG_1] = first;
  z[LONG_2] = second;
};
export const setInfusion = (z: SkinInsulin, rate: number): void => {
  z[INFUSION] = rate;
};

/** One exact step; `a` is that of `skinStep`. Nothing moves where nothing is. */
export function moveSkinInsulin(z: SkinInsulin, a: Float64Array): void {
  const rapid1 = z[RAPID_1] as number;
  const rapid2 = z[RAPID_2] as number;
  const long1 = z[LONG_1] as number;
  const long2 = z[LONG_2] as number;
  const infusion = z[INFUSION] as number;
  if (rapid1 + rapid2 + long1 + long2 + infusion === 0) {
    z[REACHES] = 0;
    z[REACHES + 1] = 0;
    z[REACHES + 2] = 0;
    return;
  }
  const ka1 = a[RATES] as number;
  const ka2 = a[RATES + 1] as number;
  const kl2 = a[RATES + 2] as number;
  z[REACHES] = ka1 * rapid1 + ka2 * rapid2 + kl2 * long2;
  z[REACHES + 1] =
    (a[HALF] as number) * rapid1 +
    (a[HALF + RAPID_2] as number) * rapid2 +
    (a[HALF + LONG_1] as number) * long1 +
    (a[HALF + LONG_2] as number) * long2 +
    (a[HALF + INFUSION] as number) * infusion;
  const rapid1Next = (a[RAPID_1] as number) * rapid1 + (a[INFUSION] as number) * infusion;
  const rapid2Next =
    (a[STATES] as number) * rapid1 +
    (a[STATES + RAPID_2] as number) * rapid2 +
    (a[STATES + INFUSION] as number) * infusion;
  const long2Next = (a[LONG_2 * STATES + LONG_1] as number) * long1 + (a[LONG_2 * STATES + LONG_2] as number) * long2;
  z[RAPID_1] = rapid1Next;
  z[RAPID_2] = rapid2Next;
  z[LONG_1] = (a[LONG_1 * STATES + LONG_1] as number) * long1;
  z[LONG_2] = long2Next;
  z[REACHES + 2] = ka1 * rapid1Next + ka2 * rapid2Next + kl2 * long2Next;
}
