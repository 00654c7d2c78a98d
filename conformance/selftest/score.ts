import { proves } from '../oracle/sight/quantile.ts';

/** Of `of` so many; `bound`: the true share is at least this, at 95 % confidence, one-sided (Clopper and Pearson). */
export interface Share {
  readonly hits: number;
  readonly of: number;
  /** In percent, rounded down to one decimal; `0.0` where nothing is proven. */
  readonly boundPercent: string;
}

const CONFIDENCE = '0.95';
/** Tenths of a percent. */
const STEPS = 1000;

const isProven = (steps: number, hits: number, of: number): boolean =>
  proves({ share: (steps / STEPS).toFixed(3), confidence: CONFIDENCE }, of, of - hits);

/** A share with its bound. Throws RangeError where more hit than there were. */
export const shareOf = (hits: number, of: number): Share => {
  if (hits > of || hits < 0) throw new RangeError(`${hits} of ${of}`);
  let low = 0;
  let high = STEPS;
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if (isProven(middle, hits, of)) low = middle;
    else high = middle;
  }
  return { hits, of, boundPercent: (low / 10).toFixed(1) };
};

/** The middle of them, or the lesser one of the two in the middle. Undefined of none. */
export const medianOf = (values: readonly number[]): number | undefined =>
  values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length / 2) - 1)];
