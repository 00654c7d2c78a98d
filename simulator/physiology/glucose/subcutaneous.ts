import { remaining } from './decay.ts';

/** Insulin under the skin on its way to the plasma. */
export interface SubcutaneousParameters {
  /** Rapid-acting, 1/min: from the first to the second compartment, and from each into plasma (S2008). */
  readonly kd: number;
  readonly ka1: number;
  readonly ka2: number;
  /** Long-acting, 1/min: out of the depot, and from there into plasma. */
  readonly kl1: number;
  readonly kl2: number;
}

/** Adults of realism facts 1.2; long-acting [assumed] with mean times of 6 and 12 h, near insulin glargine. */
export const USUAL_SUBCUTANEOUS: SubcutaneousParameters = {
  kd: 0.0159,
  ka1: 0.0034,
  ka2: 0.0159,
  kl1: 1 / 360,
  kl2: 1 / 720,
};

const MINUTES_PER_DAY = 1440;

/** One unit of insulin is 6 nmol; per kilogram of body weight, pmol/kg. */
export const pmolKgOfUnits = (units: number, bodyWeightKg: number): number => (units * 6000) / bodyWeightKg;

/**
 * What both parts of the long-acting depot hold when a `dose` has been given at the same hour every day for
 * ever, in the unit of the dose.
 */
export function settledLong(dose: number, hoursSinceDose: number): { readonly first: number; readonly second: number } {
  const { kl1, kl2 } = USUAL_SUBCUTANEOUS;
  const left = (rate: number): number => remaining(rate, hoursSinceDose * 60) / (1 - remaining(rate, MINUTES_PER_DAY));
  return { first: dose * left(kl1), second: ((dose * kl1) / (kl2 - kl1)) * (left(kl1) - left(kl2)) };
}
