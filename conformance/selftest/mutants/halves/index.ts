import type { Mutant } from '../../mutant.ts';
import { actsThatNobodyDid } from './acts-that-nobody-did.ts';
import { alertOfAnotherMeasure } from './alert-of-another-measure.ts';
import { changeIsNoLimit } from './change-is-no-limit.ts';
import { changesNeedNoToken } from './changes-need-no-token.ts';
import { changesNotLookedAt } from './changes-not-looked-at.ts';
import { changesOfOrdersNotAudited } from './changes-of-orders-not-audited.ts';
import { completedOrderStillAdmits } from './completed-order-still-admits.ts';
import { completedOrdersRise } from './completed-orders-rise.ts';
import { correctionsNotAudited } from './corrections-not-audited.ts';
import { criticalLimitsNotLookedAt } from './critical-limits-not-looked-at.ts';
import { deletionIsNotListed } from './deletion-is-not-listed.ts';
import { eachMemberForItself } from './each-member-for-itself.ts';
import { elementsAreNotNamed } from './elements-are-not-named.ts';
import { elementsAreNotPlaced } from './elements-are-not-placed.ts';
import { endedOrdersAreHeld } from './ended-orders-are-held.ts';
import { equalBoundsTaken } from './equal-bounds-taken.ts';
import { erasedMembersDoNotMatter } from './erased-members-do-not-matter.ts';
import { errorsWithoutTheirPlace } from './errors-without-their-place.ts';
import { failsWithoutAWord } from './fails-without-a-word.ts';
import { fieldsAreCounted } from './fields-are-counted.ts';
import { fineCriticalLimitsTaken } from './fine-critical-limits-taken.ts';
import { fineLowLimitsTaken } from './fine-low-limits-taken.ts';
import { finishedItemsHideCorrections } from './finished-items-hide-corrections.ts';
import { formerVersionsSayTheSame } from './former-versions-say-the-same.ts';
import { frameworkExplainsNothing } from './framework-explains-nothing.ts';
import { heldOrdersNeverEnd } from './held-orders-never-end.ts';
import { inBasketsOpenToGateways } from './in-baskets-open-to-gateways.ts';
import { inboxPassesOverParameters } from './inbox-passes-over-parameters.ts';
import { latestVersionAlone } from './latest-version-alone.ts';
import { lastToActWins } from './last-to-act-wins.ts';
import { listsWhatItLacks } from './lists-what-it-lacks.ts';
import { onlyAlertsOfReadings } from './only-alerts-of-readings.ts';
import { ordersNeverComplete } from './orders-never-complete.ts';
import { ordersOfAYearAgo } from './orders-of-a-year-ago.ts';
import { ordersOfTwoDaysAgo } from './orders-of-two-days-ago.ts';
import { ownSegmentsAtTheEndAlone } from './own-segments-at-the-end-alone.ts';
import { patientsSeeEachOthersReadings } from './patients-see-each-others-readings.ts';
import { permissionsNotListed } from './permissions-not-listed.ts';
import { readsNeedNoToken } from './reads-need-no-token.ts';
import { refusedOnceIsKnown } from './refused-once-is-known.ts';
import { refusedStepsAreMade } from './refused-steps-are-made.ts';
import { rejectsWithAnotherCode } from './rejects-with-another-code.ts';
import { rejectsWithoutACode } from './rejects-without-a-code.ts';
import { successOnlyIsAlways } from './success-only-is-always.ts';
import { trailOfEverybodyUnnamed } from './trail-of-everybody-unnamed.ts';
import { typesAreNotLookedAt } from './types-are-not-looked-at.ts';
import { utf8ReadAsLatin1 } from './utf-8-read-as-latin-1.ts';
import { versionsAreNotLookedAt } from './versions-are-not-looked-at.ts';
import { versionsHardlyReachBack } from './versions-hardly-reach-back.ts';
import { versionsReachBackNineMinutes } from './versions-reach-back-nine-minutes.ts';
import { weightLetInAsWell } from './weight-let-in-as-well.ts';
import { withdrawalsNotAudited } from './withdrawals-not-audited.ts';

/** Defects in the half of a sentence that its check had not played. */
export const halves: readonly Mutant[] = [
  actsThatNobodyDid,
  alertOfAnotherMeasure,
  changeIsNoLimit,
  changesNeedNoToken,
  changesNotLookedAt,
  changesOfOrdersNotAudited,
  completedOrderStillAdmits,
  completedOrdersRise,
  correctionsNotAudited,
  criticalLimitsNotLookedAt,
  deletionIsNotListed,
  eachMemberForItself,
  elementsAreNotNamed,
  elementsAreNotPlaced,
  endedOrdersAreHeld,
  equalBoundsTaken,
  erasedMembersDoNotMatter,
  errorsWithoutTheirPlace,
  failsWithoutAWord,
  fieldsAreCounted,
  fineCriticalLimitsTaken,
  fineLowLimitsTaken,
  finishedItemsHideCorrections,
  formerVersionsSayTheSame,
  frameworkExplainsNothing,
  heldOrdersNeverEnd,
  inBasketsOpenToGateways,
  inboxPassesOverParameters,
  lastToActWins,
  latestVersionAlone,
  listsWhatItLacks,
  onlyAlertsOfReadings,
  ordersNeverComplete,
  ordersOfAYearAgo,
  ordersOfTwoDaysAgo,
  ownSegmentsAtTheEndAlone,
  patientsSeeEachOthersReadings,
  permissionsNotListed,
  readsNeedNoToken,
  refusedOnceIsKnown,
  refusedStepsAreMade,
  rejectsWithAnotherCode,
  rejectsWithoutACode,
  successOnlyIsAlways,
  trailOfEverybodyUnnamed,
  typesAreNotLookedAt,
  utf8ReadAsLatin1,
  versionsAreNotLookedAt,
  versionsHardlyReachBack,
  versionsReachBackNineMinutes,
  weightLetInAsWell,
  withdrawalsNotAudited,
];
