import type { Field } from '../items/flaw.ts';
import type { Judge } from './judge.ts';
import { cameDue, dueAbout, nothingElseDue } from './due.ts';
import { itemsText } from './words.ts';

const FIGURES: readonly Field[] = ['kind', 'period', 'count', 'abnormalCount', 'criticalCount', 'min', 'max', 'mean'];

/** ALR-11: one summary a period, whose figures are those of the readings filed; none of another period. */
export const ALR_11: Judge = {
  id: 'ALR-11',
  due(fact, out) {
    if (fact.demand.subject.family !== 'summary') return;
    cameDue(
      fact,
      out,
      fact.flaws.filter((f) => FIGURES.includes(f.field)),
    );
    if (fact.items.length > 1)
      out.report({
        ...dueAbout(fact),
        polarity: 'must-not',
        outcome: 'broken',
        expected: () => `one summary for one period: ${fact.demand.why}`,
        observed: () => itemsText(fact.items),
      });
  },
  notDue(fact, out) {
    if (fact.family === 'summary') nothingElseDue(fact, out, 'no summary of a period that is not over, or of none');
  },
};
