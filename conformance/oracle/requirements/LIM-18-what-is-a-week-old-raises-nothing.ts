import type { DemandFact } from '../facts.ts';
import { effectiveTime } from '../record/kept-reading.ts';
import { DAY } from '../time/instant.ts';
import type { Judge } from './judge.ts';
import { always, raised, stayedAway } from './raise.ts';

/** How long ago it had been measured, at the least, when it was sent first. */
const ageOf = ({ demand: { filing, ambience } }: DemandFact): bigint => {
  const [first] = filing.attempts;
  if (first === undefined) return 0n;
  return ambience.clock.over(first.op.sent, first.op.settled).low - effectiveTime(filing.reading).at;
};

/** It would raise by itself, were it younger. */
const isAbnormal = ({ interpretation, features }: DemandFact['demand']['evaluations'][number]): boolean =>
  interpretation !== undefined && interpretation !== 'N' && features.notEach !== true;

/** LIM-18: no item for a reading effective more than seven days before; within them there is one. */
export const LIM_18: Judge = {
  id: 'LIM-18',
  demand(fact, out) {
    const { level, family } = fact.demand;
    if (family !== 'limits' || ageOf(fact) < 6n * DAY) return;
    if (level === 'may') out.may(fact.lane);
    if (level === 'must') raised(fact, out);
    if (level === 'must-not' && always(fact, isAbnormal)) stayedAway(fact, out);
  },
};
