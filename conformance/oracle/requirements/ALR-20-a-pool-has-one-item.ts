import { keyOf } from '../../../contract/domain/index.ts';
import type { ItemLifeFact } from '../facts.ts';
import type { OpOf } from '../record/patient-record.ts';
import type { Judge } from './judge.ts';
import { reportOf, tooMany } from './raise.ts';
import { answerText, itemLines, itemText } from './words.ts';

const isMembers = ({ item }: ItemLifeFact, act: OpOf<'item.act'>): boolean =>
  item.versions.every((v) => keyOf(v.item.recipient) !== keyOf(act.act.person));

/** ALR-20: what goes to a pool is one item of the pool's, which any of its members may act on. */
export const ALR_20: Judge = {
  id: 'ALR-20',
  demand(fact, out) {
    if (fact.demand.level !== 'must' || fact.items.length === 0 || !fact.isOfPool) return;
    const broken = tooMany(fact) || fact.items.some((i) => !fact.recipients.has(keyOf(i.latest.recipient)));
    out.report({
      ...reportOf(fact),
      polarity: 'must-not',
      outcome: broken ? 'broken' : 'met',
      expected: () => 'one item, in the In Basket of the pool, and none of a member',
    });
  },
  privacy(fact, out) {
    for (const { look, status } of fact.behind)
      out.report({
        lane: fact.lane,
        subject: { patient: fact.patient, item: fact.item.key },
        lines: [...itemLines([fact.item]), look.seq],
        polarity: 'must',
        outcome: 'broken',
        expected: () => 'what one member did counts for all: each is shown the same state',
        observed: () =>
          `${status} to ${look.act.person?.value ?? 'a member'} (line ${look.seq}); ${itemText(fact.item)}`,
      });
  },
  life(fact, out) {
    if (!fact.isOfPool) return;
    for (const act of fact.acts) {
      if (!isMembers(fact, act) || fact.mayAct(act) !== 'yes') continue;
      // Which steps an item may take is ALR-07's: here it is only who takes them.
      if (act.answer.refusal === 'illegal-transition') continue;
      out.report({
        lane: fact.lane,
        subject: { patient: fact.patient, item: fact.item.key },
        lines: [...itemLines([fact.item]), act.seq],
        polarity: 'must',
        outcome: act.outcome === 'ok' ? 'met' : act.outcome === 'refused' ? 'broken' : 'undecided',
        expected: () => `${act.act.act} by ${act.act.person.value}, a member of the pool: accepted for all`,
        observed: () => `${answerText(act)}; ${itemText(fact.item)}`,
      });
    }
  },
};
