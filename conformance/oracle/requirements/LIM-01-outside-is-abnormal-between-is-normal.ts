import type { Judge } from './judge.ts';
import { always, hasFlaw, raised, stayedAway } from './raise.ts';
import { shownInterpretation } from './shown-interpretation.ts';

/**
 * LIM-01. Values that equal a limit are LIM-02's, those in another unit RDG-07's and RDG-08's, abnormal ones that raise
 * nothing by themselves LIM-08's; what several orders make of one together is LIM-20's.
 */
export const LIM_01: Judge = {
  id: 'LIM-01',
  demand(fact, out) {
    if (fact.demand.family !== 'limits' || !always(fact, (e) => e.interpretation !== undefined)) return;
    if (fact.demand.level === 'must') raised(fact, out, { flaw: hasFlaw('interpretation', 'kind') });
    else if (fact.demand.level === 'may') out.may(fact.lane);
    else if (
      always(
        fact,
        ({ features }) => features.equalsLimit !== true && features.converted !== true && features.notEach !== true,
      )
    )
      stayedAway(fact, out);
  },
  found(fact, out) {
    shownInterpretation(fact, out, (orders) => orders < 2);
  },
};
