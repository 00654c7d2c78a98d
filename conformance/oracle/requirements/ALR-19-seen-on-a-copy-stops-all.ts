import { cameDue, nothingElseDue } from './due.ts';
import type { Judge } from './judge.ts';

/** ALR-19: seen or done on any copy stops every further step; where nobody has acted the steps go on. */
export const ALR_19: Judge = {
  id: 'ALR-19',
  due(fact, out) {
    if (fact.demand.subject.family === 'escalation' && fact.demand.subject.step > 1) cameDue(fact, out);
  },
  notDue(fact, out) {
    if (fact.family === 'escalation' && fact.seenOnCopy)
      nothingElseDue(fact, out, 'no further copy after somebody has seen or finished one');
  },
};
