import type { ItemLifeFact } from '../facts.ts';
import type { Judge } from './judge.ts';
import { claimantOf, isKept, isWithdrawn } from './withdrawal.ts';

const isRepeated = ({ demand }: ItemLifeFact): boolean =>
  demand !== undefined && !('subject' in demand) && demand.family === 'repeated';

/** LIM-17: a repetition that has lost a member to a correction or erasure is withdrawn; one that keeps them stands. */
export const LIM_17: Judge = {
  id: 'LIM-17',
  life(fact, out) {
    if (!isRepeated(fact) || claimantOf(fact) !== 'LIM-17') return;
    isWithdrawn(fact, out);
    isKept(fact, out);
  },
};
