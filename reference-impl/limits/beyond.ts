import type { Interval } from '../../contract/domain/limit.ts';
import { compare, type Fraction, fractionOf } from './fraction.ts';

export type Side = 'high' | 'low';

/**
 * Whether a number lies beyond one side of an interval. A number equal to the bound is inside unless
 * that bound is declared inclusive. A side without a bound has no beyond.
 */
export const beyond = (value: Fraction, interval: Interval, side: Side): boolean => {
  const bound = interval[side];
  if (bound === undefined) return false;
  const order = compare(value, fractionOf(bound)) * (side === 'high' ? 1 : -1);
  const inclusive = interval.inclusive === side || interval.inclusive === 'both';
  return inclusive ? order >= 0 : order > 0;
};
