import { matrixExponential } from './matrix-exponential.ts';

/** Share that is left of what decays at `rate` (1/min) after `minutes`; the same on every engine. */
export const remaining = (rate: number, minutes: number): number => matrixExponential([[-rate * minutes]])[0] ?? 0;
