import { isEnd } from '../course/version.ts';
import type { Judge } from './judge.ts';
import { isStanding, isWithdrawn } from './withdrawal.ts';

/** ALR-17: when an order ends, its clinical items stay, and its items on missing data go. */
export const ALR_17: Judge = {
  id: 'ALR-17',
  life(fact, out) {
    const { demand, withdrawal } = fact;
    if (demand === undefined) return;
    if ('subject' in demand) {
      // It ends by a person, or because its period is over.
      if (demand.subject.family === 'missing' && withdrawal?.reasons.includes('order-ended') === true)
        isWithdrawn(fact, out);
    } else if (demand.order.versions.some(isEnd) && withdrawal?.level === 'must-not' && demand.level === 'must')
      isStanding(fact, out);
  },
};
