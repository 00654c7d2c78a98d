import type { Judge } from './judge.ts';
import { cameDue, dueAbout, nothingElseDue } from './due.ts';
import { itemsText } from './words.ts';
import { claimantOf, isKept, isWithdrawn } from './withdrawal.ts';

/** LIM-09: open exactly while the due instant is past: one item a gap, withdrawn by data or by what ends the waiting. */
export const LIM_09: Judge = {
  id: 'LIM-09',
  due(fact, out) {
    if (fact.demand.subject.family !== 'missing') return;
    cameDue(
      fact,
      out,
      fact.flaws.filter((f) => f.kind === 'wrong' && (f.field === 'due' || f.field === 'kind')),
    );
    if (fact.items.length > 1)
      out.report({
        ...dueAbout(fact),
        polarity: 'must-not',
        outcome: 'broken',
        expected: () => `one item for one gap: ${fact.demand.why}`,
        observed: () => itemsText(fact.items),
      });
  },
  notDue(fact, out) {
    if (fact.family === 'missing') nothingElseDue(fact, out, 'no item on missing data while none is due');
  },
  life(fact, out) {
    if (fact.demand === undefined || claimantOf(fact) !== 'LIM-09') return;
    isWithdrawn(fact, out);
    isKept(fact, out);
  },
};
