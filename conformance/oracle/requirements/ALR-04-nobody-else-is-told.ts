import { keyOf } from '../../../contract/domain/index.ts';
import { bareKeys } from '../bare-key.ts';
import type { Routed } from '../facts.ts';
import type { Report } from '../finding.ts';
import { dueAbout } from './due.ts';
import type { Judge, Out } from './judge.ts';
import { about } from './raise.ts';
import { itemLines, itemText, itemsText } from './words.ts';

const inPlace = (fact: Routed, common: () => Pick<Report, 'lane' | 'subject' | 'lines'>, out: Out): void => {
  if (fact.items.length === 0) return;
  const wrong = fact.items.filter((item) => item.versions.some((v) => !fact.recipients.has(keyOf(v.item.recipient))));
  if (wrong.length === 0 && out.met(fact.lane, 'must')) return;
  out.report({
    ...common(),
    polarity: 'must',
    outcome: wrong.length > 0 ? 'broken' : 'met',
    expected: () => `only in the In Basket of ${bareKeys(fact.recipients, ' or ')}`,
    observed: () => itemsText(wrong.length > 0 ? wrong : fact.items),
  });
};

/** ALR-04: the item names a recipient of its order, and lies in no other person's own In Basket, decoys included. */
export const ALR_04: Judge = {
  id: 'ALR-04',
  demand(fact, out) {
    if (fact.items.length > 0) inPlace(fact, () => about(fact), out);
  },
  due: (fact, out) => inPlace(fact, () => dueAbout(fact), out),
  privacy(fact, out) {
    if (fact.strangersLooks.length === 0 && fact.seenBy.length === 0) return;
    if (fact.seenBy.length === 0 && out.met(fact.lane, 'must-not')) return;
    out.report({
      lane: fact.lane,
      polarity: 'must-not',
      outcome: fact.seenBy.length > 0 ? 'broken' : 'met',
      subject: { patient: fact.patient, item: fact.item.key },
      expected: () => 'not in the In Basket of anybody but its recipient',
      observed: () =>
        fact.seenBy.length > 0
          ? `${itemText(fact.item)}, shown to ${fact.seenBy.map((l) => l.act.person?.value ?? '?').join(', ')}`
          : `not shown to ${new Set(fact.strangersLooks.map((l) => l.act.person?.value)).size} other people`,
      lines: [
        ...itemLines([fact.item]),
        ...(fact.seenBy.length > 0 ? fact.seenBy : fact.strangersLooks.slice(0, 3)).map((l) => l.seq),
      ],
    });
  },
};
