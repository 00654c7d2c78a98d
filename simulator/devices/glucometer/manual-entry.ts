import type { ReadingResult } from '../../../contract/domain/index.ts';
import type { RandomStream } from '../../random.ts';
import { resultOf, type GlucoseUnit } from './display.ts';

/**
 * Share of values that are rounded to a 0 or 5 at the end by who types them in. A fifth ends so by itself: with a
 * quarter of the others 40 % do (realism facts 9.3).
 */
const ROUNDED_SHARE = 0.25;

/** What a person types in of what the meter shows. HI and LO are typed as they are. */
export function typedIn(shown: ReadingResult, unit: GlucoseUnit, random: RandomStream): ReadingResult {
  if (shown.kind !== 'value' || !random.bernoulli(ROUNDED_SHARE)) return shown;
  const digits = Math.round(Number(shown.quantity.value) * (unit === 'mg/dL' ? 1 : 10));
  return resultOf(5 * Math.round(digits / 5), unit);
}
