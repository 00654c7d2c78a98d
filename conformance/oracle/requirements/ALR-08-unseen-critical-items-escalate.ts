import type { Judge } from './judge.ts';
import { cameDue, dueAbout, nothingElseDue } from './due.ts';
import { itemsText } from './words.ts';

/** ALR-08: a copy for each step that passes unseen, once, to the step's recipient; none after seen, done or withdrawn. */
export const ALR_08: Judge = {
  id: 'ALR-08',
  due(fact, out) {
    if (fact.demand.subject.family !== 'escalation') return;
    cameDue(
      fact,
      out,
      fact.flaws.filter((f) => f.kind === 'wrong' && ['kind', 'step', 'copyOf', 'routedAs'].includes(f.field)),
    );
    if (fact.items.length > 1)
      out.report({
        ...dueAbout(fact),
        polarity: 'must-not',
        outcome: 'broken',
        expected: () => `one copy for one step: ${fact.demand.why}`,
        observed: () => itemsText(fact.items),
      });
  },
  notDue(fact, out) {
    if (fact.family === 'escalation')
      nothingElseDue(fact, out, 'no copy of a step that is not due, or after the item was seen, done or withdrawn');
  },
};
