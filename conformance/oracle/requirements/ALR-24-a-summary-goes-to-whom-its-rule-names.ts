import { keyOf } from '../../../contract/domain/index.ts';
import { bareKeys } from '../bare-key.ts';
import type { DueFact } from '../facts.ts';
import { dueAbout } from './due.ts';
import type { Judge, Out } from './judge.ts';
import { itemsText } from './words.ts';

const isIn = (keys: ReadonlySet<string>) => (item: DueFact['items'][number]) => keys.has(keyOf(item.latest.recipient));

const half = (fact: DueFact, polarity: 'must' | 'must-not', broken: boolean, expected: string, out: Out): void =>
  out.report({
    ...dueAbout(fact),
    polarity,
    outcome: broken ? 'broken' : 'met',
    expected: () => expected,
    observed: () => itemsText(fact.items),
  });

/** ALR-24: a summary lies in the In Basket of whom its rule names, else of the responsible, and in no other. */
export const ALR_24: Judge = {
  id: 'ALR-24',
  due(fact, out) {
    if (fact.demand.subject.family !== 'summary' || fact.items.length === 0) return;
    const whose = bareKeys(fact.recipients, ' or ');
    half(fact, 'must', !fact.items.some(isIn(fact.recipients)), `in the In Basket of ${whose}`, out);
    half(fact, 'must-not', !fact.items.every(isIn(fact.recipients)), `in no other than that of ${whose}`, out);
  },
};
