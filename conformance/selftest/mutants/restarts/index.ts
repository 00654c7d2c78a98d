import type { Mutant } from '../../mutant.ts';
import { acknowledgedBeforeWritten } from './acknowledged-before-written.ts';
import { dueWorkIsForgotten } from './due-work-is-forgotten.ts';
import { itemsWaitingAreLost } from './items-waiting-are-lost.ts';
import { raisedAgain } from './raised-again.ts';
import { seenIsForgotten } from './seen-is-forgotten.ts';

/** Defects that show once the system was stopped or killed. */
export const restartMutants: readonly Mutant[] = [
  acknowledgedBeforeWritten,
  dueWorkIsForgotten,
  itemsWaitingAreLost,
  raisedAgain,
  seenIsForgotten,
];
