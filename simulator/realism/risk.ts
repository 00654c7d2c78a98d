import { mean } from './moments.ts';

/**
 * The symmetrised scale of Kovatchev: below 0 is low, above 0 high, 0 at 112.5 mg/dL.
 * Source: realism facts 7.1; logarithm of mg/dL to the power 1.084.
 */
const symmetric = (mgDl: number): number => 1.509 * (Math.exp(1.084 * Math.log(Math.log(Math.max(mgDl, 2)))) - 5.381);

/** Risk of low values: mean of 10 f² over all values, counted where f is below 0. */
export const lowRiskIndex = (mgDl: readonly number[]): number =>
  mean(mgDl.map((value) => 10 * Math.min(0, symmetric(value)) ** 2));

/** Risk of high values, likewise. */
export const highRiskIndex = (mgDl: readonly number[]): number =>
  mean(mgDl.map((value) => 10 * Math.max(0, symmetric(value)) ** 2));
