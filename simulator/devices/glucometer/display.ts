import { MG_DL_PER_MMOL_L } from '../../../contract/codes/measures.ts';
import type { Quantity, ReadingResult } from '../../../contract/domain/index.ts';

export type GlucoseUnit = 'mg/dL' | 'mmol/L';
/** Lowest and highest value that a meter shows as a number, mg/dL, inclusive. Beyond it says LO or HI. */
export type MeterRange = readonly [lowestMgDl: number, highestMgDl: number];

/** The usual one (manuals of LifeScan's meters): 1.1 to 33.3 mmol/L. */
export const USUAL_RANGE: MeterRange = [20, 600];
export const WIDE_RANGE: MeterRange = [10, 600];

const MG_DL_PER_MMOL = Number(MG_DL_PER_MMOL_L);
const DECIMALS = { 'mg/dL': 0, 'mmol/L': 1 } as const;

/** In units of the meter's last digit, before rounding. */
const inDigits = (mgDl: number, unit: GlucoseUnit): number => (unit === 'mg/dL' ? mgDl : (10 * mgDl) / MG_DL_PER_MMOL);

const quantityOf = (digits: number, unit: GlucoseUnit): Quantity => ({
  value: (unit === 'mg/dL' ? digits : digits / 10).toFixed(DECIMALS[unit]),
  unit,
});

/** A meter shows some hundreds of values over and over: each is made once, and frozen since many share it. */
const values: Readonly<Record<GlucoseUnit, (ReadingResult | undefined)[]>> = { 'mg/dL': [], 'mmol/L': [] };
const MOST_KEPT = 2000;

/** So many units of the last digit as a result: whole mg/dL or tenths of mmol/L. */
export function resultOf(digits: number, unit: GlucoseUnit): ReadingResult {
  const known = values[unit][digits];
  if (known !== undefined) return known;
  const made: ReadingResult = Object.freeze({ kind: 'value', quantity: Object.freeze(quantityOf(digits, unit)) });
  if (digits >= 0 && digits < MOST_KEPT) values[unit][digits] = made;
  return made;
}

/** What the meter shows for what it measured: whole mg/dL or tenths of mmol/L, or HI or LO with the end of its range. */
export function displayed(measuredMgDl: number, unit: GlucoseUnit, range: MeterRange = USUAL_RANGE): ReadingResult {
  const digits = Math.round(inDigits(measuredMgDl, unit));
  const highest = Math.round(inDigits(range[1], unit));
  if (digits > highest) return { kind: 'off-scale', direction: 'high', bound: quantityOf(highest, unit) };
  const lowest = Math.round(inDigits(range[0], unit));
  if (digits < lowest) return { kind: 'off-scale', direction: 'low', bound: quantityOf(lowest, unit) };
  return resultOf(digits, unit);
}
