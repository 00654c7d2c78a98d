import type { Mutant } from '../../mutant.ts';
import { acknowledgedIsSilenced } from './acknowledged-is-silenced.ts';
import { copyToAnother } from './copy-to-another.ts';
import { doneStaysSeen } from './done-stays-seen.ts';
import { everythingIsTold } from './everything-is-told.ts';
import { firstAlarmOnly } from './first-alarm-only.ts';
import { itemDatedByArrival } from './item-dated-by-arrival.ts';
import { itemOfAnotherMeasure } from './item-of-another-measure.ts';
import { itemWithRoundedValue } from './item-with-rounded-value.ts';
import { itemWithTheOtherBound } from './item-with-the-other-bound.ts';
import { itemWithoutLimit } from './item-without-limit.ts';
import { itemWithoutValue } from './item-without-value.ts';
import { normalToldAsNote } from './normal-told-as-note.ts';
import { openedIsSeen } from './opened-is-seen.ts';
import { poolsGetNothing } from './pools-get-nothing.ts';
import { redeliveryToldAgain } from './redelivery-told-again.ts';
import { seenByItself } from './seen-by-itself.ts';

/** Defects of alerts. */
export const alertsMutants: readonly Mutant[] = [
  acknowledgedIsSilenced,
  copyToAnother,
  doneStaysSeen,
  everythingIsTold,
  firstAlarmOnly,
  itemDatedByArrival,
  itemOfAnotherMeasure,
  itemWithRoundedValue,
  itemWithTheOtherBound,
  itemWithoutLimit,
  itemWithoutValue,
  normalToldAsNote,
  openedIsSeen,
  poolsGetNothing,
  redeliveryToldAgain,
  seenByItself,
];
