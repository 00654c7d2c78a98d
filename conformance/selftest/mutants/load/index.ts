import type { Mutant } from '../../mutant.ts';
import { droppedInABurst } from './dropped-in-a-burst.ts';
import { oneAlarmIn200Lost } from './one-alarm-in-200-lost.ts';
import { oneAlarmIn200Twice } from './one-alarm-in-200-twice.ts';
import { oneLimitIn200Missed } from './one-limit-in-200-missed.ts';
import { oneReadingIn200Dropped } from './one-reading-in-200-dropped.ts';
import { refusedWhenBusy } from './refused-when-busy.ts';
import { retryAfterACutIsNew } from './retry-after-a-cut-is-new.ts';
import { sessionsMixedUp } from './sessions-mixed-up.ts';
import { slowWhenMany } from './slow-when-many.ts';

/** Defects of load. */
export const loadMutants: readonly Mutant[] = [
  droppedInABurst,
  oneAlarmIn200Lost,
  oneAlarmIn200Twice,
  oneLimitIn200Missed,
  oneReadingIn200Dropped,
  refusedWhenBusy,
  retryAfterACutIsNew,
  sessionsMixedUp,
  slowWhenMany,
];
