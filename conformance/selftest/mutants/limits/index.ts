import type { Mutant } from '../../mutant.ts';
import { comparedAsText } from './compared-as-text.ts';
import { criticalLimitIncluded } from './critical-limit-included.ts';
import { criticalToldAsAbnormal } from './critical-told-as-abnormal.ts';
import { criticalToldTwice } from './critical-told-twice.ts';
import { criticalWithoutPriority } from './critical-without-priority.ts';
import { criticallyLowIsLow } from './critically-low-is-low.ts';
import { farBelowIsNoMeasurement } from './far-below-is-no-measurement.ts';
import { hiNeedsACriticalLimit } from './hi-needs-a-critical-limit.ts';
import { highCalledLow } from './high-called-low.ts';
import { highNeverTold } from './high-never-told.ts';
import { includedLimitNotIncluded } from './included-limit-not-included.ts';
import { interpretationNotShown } from './interpretation-not-shown.ts';
import { limitNotWithTheReading } from './limit-not-with-the-reading.ts';
import { loIsNoAlarm } from './lo-is-no-alarm.ts';
import { lowLimitIncluded } from './low-limit-included.ts';
import { lowLimitNeverIncluded } from './low-limit-never-included.ts';
import { lowNeverTold } from './low-never-told.ts';
import { missingBoundIsUsual } from './missing-bound-is-usual.ts';
import { missingBoundIsZero } from './missing-bound-is-zero.ts';
import { nothingIsTooMuchToBeTrue } from './nothing-is-too-much-to-be-true.ts';
import { oneSidedLimitsIgnored } from './one-sided-limits-ignored.ts';
import { oneUnitOfGrace } from './one-unit-of-grace.ts';
import { usualLimitWithTheReading } from './usual-limit-with-the-reading.ts';

/** Defects of limits. */
export const limitsMutants: readonly Mutant[] = [
  comparedAsText,
  criticalLimitIncluded,
  criticalToldAsAbnormal,
  criticalToldTwice,
  criticalWithoutPriority,
  criticallyLowIsLow,
  farBelowIsNoMeasurement,
  hiNeedsACriticalLimit,
  highCalledLow,
  highNeverTold,
  includedLimitNotIncluded,
  interpretationNotShown,
  limitNotWithTheReading,
  loIsNoAlarm,
  lowLimitIncluded,
  lowLimitNeverIncluded,
  lowNeverTold,
  missingBoundIsUsual,
  missingBoundIsZero,
  nothingIsTooMuchToBeTrue,
  oneSidedLimitsIgnored,
  oneUnitOfGrace,
  usualLimitWithTheReading,
];
