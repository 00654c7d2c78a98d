import type { Mutant } from '../../mutant.ts';
import { aFinishedItemStandsForWorse } from './a-finished-item-stands-for-worse.ts';
import { abnormalItemsEscalate } from './abnormal-items-escalate.ts';
import { correctedTimeNotShown } from './corrected-time-not-shown.ts';
import { coveredByTimeOfMeasurement } from './covered-by-time-of-measurement.ts';
import { criticalAlertsNeverSent } from './critical-alerts-never-sent.ts';
import { digestWindowTwiceAsLong } from './digest-window-twice-as-long.ts';
import { doneDatedAsSeen } from './done-dated-as-seen.ts';
import { everyContextIsFasting } from './every-context-is-fasting.ts';
import { failedLeftOutOfSummary } from './failed-left-out-of-summary.ts';
import { finishingSilencesOtherOrders } from './finishing-silences-other-orders.ts';
import { holdToldAsTheEnd } from './hold-told-as-the-end.ts';
import { lastIsTheLastToCome } from './last-is-the-last-to-come.ts';
import { noSummaryOfAnEmptyDay } from './no-summary-of-an-empty-day.ts';
import { oneSummaryAndNoMore } from './one-summary-and-no-more.ts';
import { ordersWaitPastTheirEnd } from './orders-wait-past-their-end.ts';
import { otherwiseToldAsNormal } from './otherwise-told-as-normal.ts';
import { ownInBasketsAreEmpty } from './own-in-baskets-are-empty.ts';
import { poolsDoNotCover } from './pools-do-not-cover.ts';
import { poolsItemsUnseenByMembers } from './pools-items-unseen-by-members.ts';
import { redeliveryAfterDaysToldAgain } from './redelivery-after-days-told-again.ts';
import { redeliveryAfterDoneToldAgain } from './redelivery-after-done-told-again.ts';
import { secondItemBesideAFinishedOne } from './second-item-beside-a-finished-one.ts';
import { seenAfterAStepDoesNotCount } from './seen-after-a-step-does-not-count.ts';
import { seenItemsOutliveCorrections } from './seen-items-outlive-corrections.ts';
import { summaryInMixedUnits } from './summary-in-mixed-units.ts';
import { summaryOfTheImplausible } from './summary-of-the-implausible.ts';
import { summarySinceTheStart } from './summary-since-the-start.ts';
import { withdrawalDatedAsRaised } from './withdrawal-dated-as-raised.ts';
import { withdrawalWithoutItsStep } from './withdrawal-without-its-step.ts';
import { withdrawnCanBeActedOn } from './withdrawn-can-be-acted-on.ts';
import { withdrawnItemsEscalate } from './withdrawn-items-escalate.ts';
import { worstIsTheHighest } from './worst-is-the-highest.ts';

/** Defects of what becomes of items: whose they are, what moves them, what they gather and what withdraws them. */
export const itemsMutants: readonly Mutant[] = [
  aFinishedItemStandsForWorse,
  abnormalItemsEscalate,
  correctedTimeNotShown,
  coveredByTimeOfMeasurement,
  criticalAlertsNeverSent,
  digestWindowTwiceAsLong,
  doneDatedAsSeen,
  everyContextIsFasting,
  failedLeftOutOfSummary,
  finishingSilencesOtherOrders,
  holdToldAsTheEnd,
  lastIsTheLastToCome,
  noSummaryOfAnEmptyDay,
  oneSummaryAndNoMore,
  ordersWaitPastTheirEnd,
  otherwiseToldAsNormal,
  ownInBasketsAreEmpty,
  poolsDoNotCover,
  poolsItemsUnseenByMembers,
  redeliveryAfterDaysToldAgain,
  redeliveryAfterDoneToldAgain,
  secondItemBesideAFinishedOne,
  seenAfterAStepDoesNotCount,
  seenItemsOutliveCorrections,
  summaryInMixedUnits,
  summaryOfTheImplausible,
  summarySinceTheStart,
  withdrawalDatedAsRaised,
  withdrawalWithoutItsStep,
  withdrawnCanBeActedOn,
  withdrawnItemsEscalate,
  worstIsTheHighest,
];
