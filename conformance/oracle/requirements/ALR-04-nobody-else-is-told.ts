import { keyOf } from '../../../contract/domain/index.ts';
import { bareKeys } from '../bare-key.ts';
import type { PrivacyFact, Routed } from '../facts.ts';
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

const peopleText = (looks: PrivacyFact['seenBy']): string => looks.map((l) => l.act.person?.value ?? '?').join(', ');

/** An item that the system shows as lying in an In Basket, and that whoever opens it does not find there. */
const isFound = (fact: PrivacyFact, out: Out): void => {
  const { lackedBy } = fact;
  if (lackedBy.length === 0) return;
  out.report({
    lane: fact.lane,
    polarity: 'must',
    outcome: 'broken',
    subject: { patient: fact.patient, item: fact.item.key },
    expected: () => `found in the own In Basket of ${peopleText(lackedBy)}`,
    observed: () => `${itemText(fact.item)}, and not found there`,
    lines: [...itemLines([fact.item]), ...lackedBy.map((l) => l.seq)],
  });
};

/**
 * ALR-04: the item names a recipient of its order, is found in that In Basket by whoever it
 * is, and lies in no other person's own, decoys included.
 */
export const ALR_04: Judge = {
  id: 'ALR-04',
  demand(fact, out) {
    if (fact.items.length > 0) inPlace(fact, () => about(fact), out);
  },
  due: (fact, out) => inPlace(fact, () => dueAbout(fact), out),
  privacy(fact, out) {
    isFound(fact, out);
    const { strangersLooks, unreadBy, seenBy } = fact;
    if (strangersLooks.length + unreadBy.length + seenBy.length === 0) return;
    const outcome = seenBy.length > 0 ? 'broken' : unreadBy.length > 0 ? 'undecided' : 'met';
    if (outcome === 'met' && out.met(fact.lane, 'must-not')) return;
    const restsOn = { broken: seenBy, undecided: unreadBy, met: strangersLooks.slice(0, 3) }[outcome];
    out.report({
      lane: fact.lane,
      polarity: 'must-not',
      outcome,
      subject: { patient: fact.patient, item: fact.item.key },
      expected: () => 'not in the In Basket of anybody but its recipient',
      observed: () =>
        ({
          broken: `${itemText(fact.item)}, shown to ${peopleText(seenBy)}`,
          undecided: `the In Basket of ${peopleText(unreadBy)} could not be read to its end`,
          met: `not shown to ${new Set(strangersLooks.map((l) => l.act.person?.value)).size} other people`,
        })[outcome],
      lines: [...itemLines([fact.item]), ...restsOn.map((l) => l.seq)],
    });
  },
};
