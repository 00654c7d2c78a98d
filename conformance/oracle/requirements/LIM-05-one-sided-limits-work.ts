import type { Judge } from './judge.ts';
import { always, raiseOrStay } from './raise.ts';

export const LIM_05: Judge = {
  id: 'LIM-05',
  demand(fact, out) {
    const plain = always(
      fact,
      (e) => e.features.oneSided === true && e.features.converted !== true && e.features.equalsLimit !== true,
    );
    if (fact.demand.family === 'limits' && plain) raiseOrStay(fact, out);
  },
};
