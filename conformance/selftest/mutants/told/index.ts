import type { Mutant } from '../../mutant.ts';
import { actsAreToldAsTheSystems } from './acts-are-told-as-the-systems.ts';
import { arrivalToldAsMeasured } from './arrival-told-as-measured.ts';
import { contextIsForgotten } from './context-is-forgotten.ts';
import { copyWithoutItsFirst } from './copy-without-its-first.ts';
import { correctedLooksFinal } from './corrected-looks-final.ts';
import { criticalRangeNotShown } from './critical-range-not-shown.ts';
import { digestWithoutItsCount } from './digest-without-its-count.ts';
import { everybodyByOneName } from './everybody-by-one-name.ts';
import { gapIsClosedAtOnce } from './gap-is-closed-at-once.ts';
import { gapWithoutItsInstant } from './gap-without-its-instant.ts';
import { itemWithoutSinceWhen } from './item-without-since-when.ts';
import { itemWithoutWhyItCame } from './item-without-why-it-came.ts';
import { limitsWithoutTheirMeal } from './limits-without-their-meal.ts';
import { offTheScaleToldAsANumber } from './off-the-scale-told-as-a-number.ts';
import { offTheScaleTurnedRound } from './off-the-scale-turned-round.ts';
import { oneDirectionIsTold } from './one-direction-is-told.ts';
import { patientsActsToldAsTheGateways } from './patients-acts-told-as-the-gateways.ts';
import { preliminaryLooksFinal } from './preliminary-looks-final.ts';
import { refusalsToldWithAnotherWhy } from './refusals-told-with-another-why.ts';
import { refusalsToldWithoutWhy } from './refusals-told-without-why.ts';
import { repetitionWithoutItsMembers } from './repetition-without-its-members.ts';
import { replyFromSomebodyElse } from './reply-from-somebody-else.ts';
import { storyInOneInstant } from './story-in-one-instant.ts';
import { storyWithoutItsBeginning } from './story-without-its-beginning.ts';
import { summaryWithoutItsMean } from './summary-without-its-mean.ts';
import { trailDatedADayBack } from './trail-dated-a-day-back.ts';
import { trailNamesNoPatient } from './trail-names-no-patient.ts';
import { withdrawnForAnotherReason } from './withdrawn-for-another-reason.ts';

/** Defects of what a system tells: its items, its trail, its readings and its messages. */
export const toldMutants: readonly Mutant[] = [
  actsAreToldAsTheSystems,
  arrivalToldAsMeasured,
  contextIsForgotten,
  copyWithoutItsFirst,
  correctedLooksFinal,
  criticalRangeNotShown,
  digestWithoutItsCount,
  everybodyByOneName,
  gapIsClosedAtOnce,
  gapWithoutItsInstant,
  itemWithoutSinceWhen,
  itemWithoutWhyItCame,
  limitsWithoutTheirMeal,
  offTheScaleToldAsANumber,
  offTheScaleTurnedRound,
  oneDirectionIsTold,
  patientsActsToldAsTheGateways,
  preliminaryLooksFinal,
  refusalsToldWithAnotherWhy,
  refusalsToldWithoutWhy,
  repetitionWithoutItsMembers,
  replyFromSomebodyElse,
  storyInOneInstant,
  storyWithoutItsBeginning,
  summaryWithoutItsMean,
  trailDatedADayBack,
  trailNamesNoPatient,
  withdrawnForAnotherReason,
];
