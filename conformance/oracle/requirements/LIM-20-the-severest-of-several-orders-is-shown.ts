import type { Judge } from './judge.ts';
import { shownInterpretation } from './shown-interpretation.ts';

/** LIM-20: of what several orders make of a reading the most severe is shown. */
export const LIM_20: Judge = {
  id: 'LIM-20',
  found(fact, out) {
    shownInterpretation(fact, out, (orders) => orders > 1);
  },
};
