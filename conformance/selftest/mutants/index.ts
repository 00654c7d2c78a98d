import type { Mutant } from '../mutant.ts';
import { halves } from './halves/index.ts';
import { alertsMutants } from './alerts/index.ts';
import { alertsOut } from './alerts-out/index.ts';
import { auditMutants } from './audit/index.ts';
import { changeMutants } from './change/index.ts';
import { limitsMutants } from './limits/index.ts';
import { loadMutants } from './load/index.ts';
import { messagesMutants } from './messages/index.ts';
import { ordersMutants } from './orders/index.ts';
import { permissionMutants } from './permission/index.ts';
import { readingsMutants } from './readings/index.ts';
import { surfacesMutants } from './surfaces/index.ts';
import { timeMutants } from './time/index.ts';
import { itemsMutants } from './items/index.ts';
import { keptMutants } from './kept/index.ts';
import { patientsMutants } from './patients/index.ts';
import { toldMutants } from './told/index.ts';
import { inclusiveComparison } from './inclusive-comparison.ts';
import { factor18 } from './factor-18.ts';
import { poundsReadAsKilograms } from './pounds-read-as-kilograms.ts';
import { withdrawalIgnored } from './withdrawal-ignored.ts';
import { permissionNeverAsked } from './permission-never-asked.ts';
import { newestLimitsForAll } from './newest-limits-for-all.ts';
import { firstLimitsForEver } from './first-limits-for-ever.ts';
import { alertsTheRequester } from './alerts-the-requester.ts';
import { populationLimits } from './population-limits.ts';
import { lossCountsAsGain } from './loss-counts-as-gain.ts';
import { endedOrderStillAdmits } from './ended-order-still-admits.ts';
import { refusalsNotAudited } from './refusals-not-audited.ts';
import { doneCanBeUndone } from './done-can-be-undone.ts';
import { anybodyMayAct } from './anybody-may-act.ts';
import { actsNotAudited } from './acts-not-audited.ts';
import { patientsReachEachOther } from './patients-reach-each-other.ts';
import { controlSolutionUnknown } from './control-solution-unknown.ts';
import { correctionsChangeNothing } from './corrections-change-nothing.ts';
import { endedOrderTakesNothingLate } from './ended-order-takes-nothing-late.ts';
import { erasuresChangeNothing } from './erasures-change-nothing.ts';
import { failedMeasurementIsLow } from './failed-measurement-is-low.ts';
import { mealContextIgnored } from './meal-context-ignored.ts';
import { transactionEntriesStandAlone } from './transaction-entries-stand-alone.ts';
import { noBackFilling } from './no-back-filling.ts';
import { repetitionCountsBothSides } from './repetition-counts-both-sides.ts';
import { repetitionRaisesAtTheFirst } from './repetition-raises-at-the-first.ts';
import { shownByArrival } from './shown-by-arrival.ts';
import { silenceIsNeverMissed } from './silence-is-never-missed.ts';
import { suitcaseOnTheScale } from './suitcase-on-the-scale.ts';
import { twoAppsMakeTwo } from './two-apps-make-two.ts';
import { typedMarkLost } from './typed-mark-lost.ts';
import { aCopyDoesNotCount } from './a-copy-does-not-count.ts';
import { correctionsLeaveItemsAlone } from './corrections-leave-items-alone.ts';
import { correctionsWithdrawFinishedItems } from './corrections-withdraw-finished-items.ts';
import { coverageIgnored } from './coverage-ignored.ts';
import { coverageWithoutEnd } from './coverage-without-end.ts';
import { escalatesWhatWasSeen } from './escalates-what-was-seen.ts';
import { finishingSilencesTheOrder } from './finishing-silences-the-order.ts';
import { gapOutlivesItsOrder } from './gap-outlives-its-order.ts';
import { lastIsCalledTheWorst } from './last-is-called-the-worst.ts';
import { lateAfterHalfAnHour } from './late-after-half-an-hour.ts';
import { lateIsNeverSaid } from './late-is-never-said.ts';
import { lookingMarksAsSeen } from './looking-marks-as-seen.ts';
import { poolMembersMayNotAct } from './pool-members-may-not-act.ts';
import { summaryLeavesOneOut } from './summary-leaves-one-out.ts';
import { summaryToTheResponsibleAlone } from './summary-to-the-responsible-alone.ts';
import { withdrawalsWithoutAReason } from './withdrawals-without-a-reason.ts';
import { amendmentsNeedAnOrder } from './amendments-need-an-order.ts';
import { amendmentsNeedPermission } from './amendments-need-permission.ts';
import { anOrderTakesThePermissionAlong } from './an-order-takes-the-permission-along.ts';
import { correctionsMoveAnywhere } from './corrections-move-anywhere.ts';
import { deletedComesBack } from './deleted-comes-back.ts';
import { errorsCountFromNow } from './errors-count-from-now.ts';
import { fineLimitsTaken } from './fine-limits-taken.ts';
import { halfAMessageIsFiled } from './half-a-message-is-filed.ts';
import { holdCountsOnArrival } from './hold-counts-on-arrival.ts';
import { identifiersKnowNoPatient } from './identifiers-know-no-patient.ts';
import { lastContentWins } from './last-content-wins.ts';
import { laterVersionsHoldAtOnce } from './later-versions-hold-at-once.ts';
import { ordersOfAnyAge } from './orders-of-any-age.ts';
import { originalOverwritesCorrection } from './original-overwrites-correction.ts';
import { preliminaryStays } from './preliminary-stays.ts';
import { refusalsAreRemembered } from './refusals-are-remembered.ts';
import { replaysUndoCorrections } from './replays-undo-corrections.ts';
import { revokedOrdersRise } from './revoked-orders-rise.ts';
import { secondIdentifierForgotten } from './second-identifier-forgotten.ts';
import { theEndIsInside } from './the-end-is-inside.ts';
import { versionsReachBack } from './versions-reach-back.ts';
import { unknownPeopleAreReplaced } from './unknown-people-are-replaced.ts';
import { clockGoesBackWhenAsked } from './clock-goes-back-when-asked.ts';
import { deviceIsForgotten } from './device-is-forgotten.ts';
import { disconnectingChangesNothing } from './disconnecting-changes-nothing.ts';
import { everyPhoneCanServe } from './every-phone-can-serve.ts';
import { everythingIsOfNow } from './everything-is-of-now.ts';
import { grantsWithoutATracker } from './grants-without-a-tracker.ts';
import { inBasketsOpenToPatients } from './in-baskets-open-to-patients.ts';
import { lastWriterWins } from './last-writer-wins.ts';
import { noTokenIsTheLastToken } from './no-token-is-the-last-token.ts';
import { nobodyKnowsWhenItWasRead } from './nobody-knows-when-it-was-read.ts';
import { patientsSeeEachOthersPermissions } from './patients-see-each-others-permissions.ts';
import { recordsCanBeDeleted } from './records-can-be-deleted.ts';
import { trailOfEverybody } from './trail-of-everybody.ts';
import { unknownParametersPassedOver } from './unknown-parameters-passed-over.ts';
import { criticalWaitsForASecond } from './critical-waits-for-a-second.ts';
import { everythingIsRounded } from './everything-is-rounded.ts';
import { firstContextCounts } from './first-context-counts.ts';
import { mildestInterpretationShown } from './mildest-interpretation-shown.ts';
import { offTheScaleIsNormal } from './off-the-scale-is-normal.ts';
import { oneDirectionOfChange } from './one-direction-of-change.ts';
import { oneRangeForAllOrders } from './one-range-for-all-orders.ts';
import { aChangeDropsWhatItLeavesOut } from './a-change-drops-what-it-leaves-out.ts';
import { onlyTheFirstOrderIsAsked } from './only-the-first-order-is-asked.ts';
import { weeksOldAlerts } from './weeks-old-alerts.ts';
import { lateBaselinesAreIgnored } from './late-baselines-are-ignored.ts';
import { lostMembersDoNotMatter } from './lost-members-do-not-matter.ts';
import { doneOnACopyDoesNotCount } from './done-on-a-copy-does-not-count.ts';
import { draftsAreOffered } from './drafts-are-offered.ts';
import { restartMutants } from './restarts/index.ts';

/** Every broken variant of the reference; the self-test must see each fail on its own requirement. */
export const mutants: readonly Mutant[] = [
  ...halves,
  ...alertsMutants,
  ...alertsOut,
  ...restartMutants,
  ...auditMutants,
  ...changeMutants,
  ...limitsMutants,
  ...loadMutants,
  ...messagesMutants,
  ...ordersMutants,
  ...permissionMutants,
  ...readingsMutants,
  ...surfacesMutants,
  ...timeMutants,
  ...itemsMutants,
  ...keptMutants,
  ...patientsMutants,
  ...toldMutants,
  inclusiveComparison,
  factor18,
  poundsReadAsKilograms,
  withdrawalIgnored,
  permissionNeverAsked,
  newestLimitsForAll,
  firstLimitsForEver,
  alertsTheRequester,
  populationLimits,
  lossCountsAsGain,
  endedOrderStillAdmits,
  refusalsNotAudited,
  doneCanBeUndone,
  anybodyMayAct,
  actsNotAudited,
  patientsReachEachOther,
  controlSolutionUnknown,
  correctionsChangeNothing,
  endedOrderTakesNothingLate,
  erasuresChangeNothing,
  failedMeasurementIsLow,
  mealContextIgnored,
  transactionEntriesStandAlone,
  noBackFilling,
  repetitionCountsBothSides,
  repetitionRaisesAtTheFirst,
  shownByArrival,
  silenceIsNeverMissed,
  suitcaseOnTheScale,
  twoAppsMakeTwo,
  typedMarkLost,
  aCopyDoesNotCount,
  correctionsLeaveItemsAlone,
  correctionsWithdrawFinishedItems,
  coverageIgnored,
  coverageWithoutEnd,
  escalatesWhatWasSeen,
  finishingSilencesTheOrder,
  gapOutlivesItsOrder,
  lastIsCalledTheWorst,
  lateAfterHalfAnHour,
  lateIsNeverSaid,
  lookingMarksAsSeen,
  poolMembersMayNotAct,
  summaryLeavesOneOut,
  summaryToTheResponsibleAlone,
  withdrawalsWithoutAReason,
  amendmentsNeedAnOrder,
  amendmentsNeedPermission,
  anOrderTakesThePermissionAlong,
  correctionsMoveAnywhere,
  deletedComesBack,
  errorsCountFromNow,
  fineLimitsTaken,
  halfAMessageIsFiled,
  holdCountsOnArrival,
  identifiersKnowNoPatient,
  lastContentWins,
  laterVersionsHoldAtOnce,
  ordersOfAnyAge,
  originalOverwritesCorrection,
  preliminaryStays,
  refusalsAreRemembered,
  replaysUndoCorrections,
  revokedOrdersRise,
  secondIdentifierForgotten,
  theEndIsInside,
  versionsReachBack,
  unknownPeopleAreReplaced,
  clockGoesBackWhenAsked,
  deviceIsForgotten,
  disconnectingChangesNothing,
  everyPhoneCanServe,
  everythingIsOfNow,
  grantsWithoutATracker,
  inBasketsOpenToPatients,
  lastWriterWins,
  noTokenIsTheLastToken,
  nobodyKnowsWhenItWasRead,
  patientsSeeEachOthersPermissions,
  recordsCanBeDeleted,
  trailOfEverybody,
  unknownParametersPassedOver,
  criticalWaitsForASecond,
  everythingIsRounded,
  firstContextCounts,
  mildestInterpretationShown,
  offTheScaleIsNormal,
  oneDirectionOfChange,
  oneRangeForAllOrders,
  onlyTheFirstOrderIsAsked,
  aChangeDropsWhatItLeavesOut,
  weeksOldAlerts,
  lateBaselinesAreIgnored,
  lostMembersDoNotMatter,
  doneOnACopyDoesNotCount,
  draftsAreOffered,
];
