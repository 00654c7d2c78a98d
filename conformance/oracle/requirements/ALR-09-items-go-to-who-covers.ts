import { keyOf } from '../../../contract/domain/index.ts';
import { bareKeys } from '../bare-key.ts';
import type { Routed } from '../facts.ts';
import type { Report } from '../finding.ts';
import type { ObservedItem } from '../record/sighting.ts';
import type { Judge, Out } from './judge.ts';
import { about } from './raise.ts';
import { dueAbout } from './due.ts';
import { itemsText } from './words.ts';

/** The named person is away and somebody else has to have it. */
const isCovered = ({ recipients, named }: Routed): boolean =>
  recipients.size > 0 && [...named].every((key) => !recipients.has(key));

/** The named person is there, for certain, though an absence was told of. */
const isThere = ({ recipients, named, covered }: Routed): boolean =>
  covered && [...recipients].every((key) => named.has(key));

const half = (
  fact: Routed,
  common: () => Pick<Report, 'lane' | 'subject' | 'lines'>,
  polarity: Report['polarity'],
  wrong: readonly ObservedItem[],
  expected: string,
  out: Out,
): void => {
  if (wrong.length === 0 && out.met(fact.lane, polarity)) return;
  out.report({
    ...common(),
    polarity,
    outcome: wrong.length > 0 ? 'broken' : 'met',
    expected: () => expected,
    observed: () => itemsText(wrong.length > 0 ? wrong : fact.items),
  });
};

const judge = (fact: Routed, common: () => Pick<Report, 'lane' | 'subject' | 'lines'>, out: Out): void => {
  if (fact.items.length === 0) return;
  const isIn = (keys: ReadonlySet<string>) => (item: ObservedItem) => keys.has(keyOf(item.latest.recipient));
  const isNamed = isIn(fact.named);
  if (isCovered(fact)) {
    const isRight = isIn(fact.recipients);
    half(
      fact,
      common,
      'must',
      fact.items.filter((i) => !isRight(i) || i.latest.routedAs === 'responsible'),
      `in the In Basket of ${bareKeys(fact.recipients, ' or ')}, who covers`,
      out,
    );
    half(
      fact,
      common,
      'must-not',
      fact.items.filter(isNamed),
      `not in the In Basket of ${bareKeys(fact.named)}, who is away`,
      out,
    );
  } else if (isThere(fact))
    half(
      fact,
      common,
      'must-not',
      fact.items.filter((i) => !isNamed(i) || i.latest.routedAs === 'covering'),
      `in no other In Basket than that of ${bareKeys(fact.named, ' or ')}, who is not away then, or whom nobody covers`,
      out,
    );
  else if (fact.covered) out.may(fact.lane);
};

/** ALR-09: while the named person is away the item goes to who covers, and says so; else it does not. */
export const ALR_09: Judge = {
  id: 'ALR-09',
  demand(fact, out) {
    if (fact.demand.level !== 'must-not') judge(fact, () => about(fact), out);
  },
  due(fact, out) {
    judge(fact, () => dueAbout(fact), out);
  },
};
