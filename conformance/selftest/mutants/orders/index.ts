import type { Mutant } from '../../mutant.ts';
import { contradictoryLimitsTaken } from './contradictory-limits-taken.ts';
import { draftAdmits } from './draft-admits.ts';
import { everyOrderCountsApart } from './every-order-counts-apart.ts';
import { limitsOfTheLastOrder } from './limits-of-the-last-order.ts';
import { limitsInAnyUnit } from './limits-in-any-unit.ts';
import { oldReadingsByNewLimits } from './old-readings-by-new-limits.ts';
import { orderThatCannotFire } from './order-that-cannot-fire.ts';
import { orderWithoutItsReason } from './order-without-its-reason.ts';
import { reasonOfAnotherOrder } from './reason-of-another-order.ts';
import { repeatedOrderRefused } from './repeated-order-refused.ts';
import { requesterShownAsResponsible } from './requester-shown-as-responsible.ts';
import { rulesNameAnybody } from './rules-name-anybody.ts';
import { storedForAnotherMeasure } from './stored-for-another-measure.ts';
import { storedWithoutAnOrder } from './stored-without-an-order.ts';

/** Defects of orders. */
export const ordersMutants: readonly Mutant[] = [
  contradictoryLimitsTaken,
  draftAdmits,
  everyOrderCountsApart,
  limitsOfTheLastOrder,
  limitsInAnyUnit,
  oldReadingsByNewLimits,
  orderThatCannotFire,
  orderWithoutItsReason,
  reasonOfAnotherOrder,
  repeatedOrderRefused,
  requesterShownAsResponsible,
  rulesNameAnybody,
  storedForAnotherMeasure,
  storedWithoutAnOrder,
];
