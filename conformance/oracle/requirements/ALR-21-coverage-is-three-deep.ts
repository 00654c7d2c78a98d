import { keyOf } from '../../../contract/domain/index.ts';
import { bareKeys } from '../bare-key.ts';
import type { Judge } from './judge.ts';
import { reportOf } from './raise.ts';

/** ALR-21: whoever covers may be covered in turn, up to three deep; past that the item stays with the person named. */
export const ALR_21: Judge = {
  id: 'ALR-21',
  demand(fact, out) {
    if (fact.demand.level === 'must-not' || fact.items.length === 0 || !fact.covered) return;
    const { hops, recipients, named } = fact;
    const isDeep = hops.every((h) => h.least > 1 && !h.isTooDeep && [...named].every((key) => !recipients.has(key)));
    const isTooDeep = hops.every((h) => h.isTooDeep);
    if (!isDeep && !isTooDeep) return;
    const wrong = fact.items.some((i) => !recipients.has(keyOf(i.latest.recipient)));
    out.report({
      ...reportOf(fact),
      polarity: isDeep ? 'must' : 'must-not',
      outcome: wrong ? 'broken' : 'met',
      expected: () =>
        isDeep
          ? `in the In Basket of ${bareKeys(recipients, ' or ')}, who covers in place of those who are away too`
          : `in no other In Basket than that of ${bareKeys(named, ' or ')}: more than three cover for one another`,
    });
  },
};
