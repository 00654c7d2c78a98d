import type { Mutant } from '../../mutant.ts';
import { changeLimitIncluded } from './change-limit-included.ts';
import { changeRulesIgnored } from './change-rules-ignored.ts';
import { changeSinceEver } from './change-since-ever.ts';
import { changeSinceLastReading } from './change-since-last-reading.ts';
import { gainCountsAsLoss } from './gain-counts-as-loss.ts';
import { hoursLeaveOutTheirFirst } from './hours-leave-out-their-first.ts';
import { windowADayShort } from './window-a-day-short.ts';
import { windowOfHours } from './window-of-hours.ts';
import { wrongBaselineShown } from './wrong-baseline-shown.ts';

/** Defects of change. */
export const changeMutants: readonly Mutant[] = [
  changeLimitIncluded,
  changeRulesIgnored,
  changeSinceEver,
  changeSinceLastReading,
  gainCountsAsLoss,
  hoursLeaveOutTheirFirst,
  windowADayShort,
  windowOfHours,
  wrongBaselineShown,
];
