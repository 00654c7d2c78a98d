import { isAmended } from '../readings/filing.ts';
import type { Judge } from './judge.ts';
import { raised } from './raise.ts';
import { isKept } from './withdrawal.ts';

/**
 * ALR-16: a correction withdraws no item that somebody has finished, and raises beside it what the corrected value calls
 * for.
 */
export const ALR_16: Judge = {
  id: 'ALR-16',
  demand(fact, out) {
    const { level, cause, filing } = fact.demand;
    if (
      level === 'must' &&
      fact.facts.afterAnotherWasDone &&
      cause?.act.reading.status === 'corrected' &&
      isAmended(filing)
    )
      raised(fact, out);
  },
  life(fact, out) {
    const { demand, acts } = fact;
    if (demand === undefined || 'subject' in demand || !isAmended(demand.filing)) return;
    if (acts.some((a) => a.act.act === 'done' && a.outcome === 'ok')) isKept(fact, out);
  },
};
