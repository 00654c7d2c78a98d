import type { Judge } from './judge.ts';
import { always, raised, stayedAway } from './raise.ts';
import { itemLines, itemText } from './words.ts';

/** ALR-02, with every item that nothing calls for. Values equal to a limit and converted ones have requirements of their own. */
export const ALR_02: Judge = {
  id: 'ALR-02',
  demand(fact, out) {
    if (fact.demand.level === 'must') raised(fact, out, { presentOnly: true });
    else if (fact.demand.level === 'may') out.may(fact.lane);
    else if (always(fact, (e) => e.features.equalsLimit !== true && e.features.converted !== true))
      stayedAway(fact, out);
  },
  stray(fact, out) {
    out.report({
      lane: fact.lane,
      polarity: 'must-not',
      outcome: 'broken',
      subject: { patient: fact.patient, item: fact.item.key },
      expected: () => `no such item: ${fact.why}`,
      observed: () => itemText(fact.item),
      lines: itemLines([fact.item]),
    });
  },
};
