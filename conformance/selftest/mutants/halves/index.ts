import type { Mutant } from '../../mutant.ts';
import { changeIsNoLimit } from './change-is-no-limit.ts';
import { changesNotLookedAt } from './changes-not-looked-at.ts';
import { completedOrderStillAdmits } from './completed-order-still-admits.ts';
import { completedOrdersRise } from './completed-orders-rise.ts';
import { criticalLimitsNotLookedAt } from './critical-limits-not-looked-at.ts';
import { endedOrdersAreHeld } from './ended-orders-are-held.ts';
import { equalBoundsTaken } from './equal-bounds-taken.ts';
import { erasedMembersDoNotMatter } from './erased-members-do-not-matter.ts';
import { fineCriticalLimitsTaken } from './fine-critical-limits-taken.ts';
import { fineLowLimitsTaken } from './fine-low-limits-taken.ts';
import { heldOrdersNeverEnd } from './held-orders-never-end.ts';
import { ordersNeverComplete } from './orders-never-complete.ts';
import { ordersOfAYearAgo } from './orders-of-a-year-ago.ts';
import { ordersOfTwoDaysAgo } from './orders-of-two-days-ago.ts';
import { refusedStepsAreMade } from './refused-steps-are-made.ts';
import { versionsHardlyReachBack } from './versions-hardly-reach-back.ts';
import { versionsReachBackNineMinutes } from './versions-reach-back-nine-minutes.ts';
import { weightLetInAsWell } from './weight-let-in-as-well.ts';

/** Defects in the half of a sentence that its check had not played. */
export const halves: readonly Mutant[] = [
  changeIsNoLimit,
  changesNotLookedAt,
  completedOrderStillAdmits,
  completedOrdersRise,
  criticalLimitsNotLookedAt,
  endedOrdersAreHeld,
  equalBoundsTaken,
  erasedMembersDoNotMatter,
  fineCriticalLimitsTaken,
  fineLowLimitsTaken,
  heldOrdersNeverEnd,
  ordersNeverComplete,
  ordersOfAYearAgo,
  ordersOfTwoDaysAgo,
  refusedStepsAreMade,
  versionsHardlyReachBack,
  versionsReachBackNineMinutes,
  weightLetInAsWell,
];
