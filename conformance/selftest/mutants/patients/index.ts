import type { Mutant } from '../../mutant.ts';
import { android9IsTooOld } from './android-9-is-too-old.ts';
import { anyTrackerIsLeaveForAll } from './any-tracker-is-leave-for-all.ts';
import { ios8IsTooOld } from './ios-8-is-too-old.ts';
import { knownReadingsToldToAnySender } from './known-readings-told-to-any-sender.ts';
import { lettersComposed } from './letters-composed.ts';
import { longRepliesCut } from './long-replies-cut.ts';
import { phoneVersionsComparedAsText } from './phone-versions-compared-as-text.ts';
import { repliesLinkedToTheFirstItem } from './replies-linked-to-the-first-item.ts';

/** Defects of what concerns the patient: who speaks for whom, which phone serves, and what is written. */
export const patientsMutants: readonly Mutant[] = [
  android9IsTooOld,
  anyTrackerIsLeaveForAll,
  ios8IsTooOld,
  knownReadingsToldToAnySender,
  lettersComposed,
  longRepliesCut,
  phoneVersionsComparedAsText,
  repliesLinkedToTheFirstItem,
];
