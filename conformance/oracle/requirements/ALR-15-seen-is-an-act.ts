import { keyOf } from '../../../contract/domain/index.ts';
import type { ItemLifeFact } from '../facts.ts';
import type { Report } from '../finding.ts';
import type { Judge } from './judge.ts';
import { answerText, itemLines, itemText } from './words.ts';

const common = ({ lane, patient, item }: ItemLifeFact): Pick<Report, 'lane' | 'subject' | 'lines'> => ({
  lane,
  subject: { patient, item: item.key },
  lines: itemLines([item]),
});

/** ALR-15: an item is seen or done because somebody has marked it, and never because somebody has looked. */
export const ALR_15: Judge = {
  id: 'ALR-15',
  life(fact, out) {
    const { item, acts } = fact;
    const marked = item.latest.status === 'seen' || item.latest.status === 'done';
    const act = acts.find((a) => a.outcome === 'ok' && fact.mayAct(a) === 'yes');
    if (act !== undefined && item.latest.status !== 'withdrawn') {
      const looked = fact.lastLook > act.settled;
      out.report({
        ...common(fact),
        polarity: 'must',
        outcome: marked ? 'met' : looked ? 'broken' : 'undecided',
        expected: () => `${act.act.act}, as ${keyOf(act.act.person)} has marked it`,
        observed: () => `${answerText(act)}; ${itemText(item)}`,
      });
    } else if (acts.every((a) => a.outcome === 'refused'))
      out.report({
        ...common(fact),
        polarity: 'must-not',
        outcome: marked ? 'broken' : 'met',
        expected: () => 'neither seen nor done: nobody has marked it, and to look is no act',
        observed: () => itemText(item),
      });
  },
};
