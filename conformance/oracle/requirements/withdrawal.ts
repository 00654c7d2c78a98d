import type { ItemLifeFact } from '../facts.ts';
import type { Report } from '../finding.ts';
import type { Out } from './judge.ts';
import { itemLines, itemText } from './words.ts';

const NS_PER_MS = 1_000_000;

/** The one requirement that answers for the withdrawal of an item. */
export const claimantOf = ({ demand, withdrawal }: ItemLifeFact): 'LIM-09' | 'ALR-07' | 'ALR-12' => {
  if (demand !== undefined && 'subject' in demand && demand.subject.family === 'missing') return 'LIM-09';
  return withdrawal?.reasons.every((r) => r === 'order-in-error') === true ? 'ALR-07' : 'ALR-12';
};

const common = (fact: ItemLifeFact): Pick<Report, 'lane' | 'subject' | 'lines'> => ({
  lane: fact.lane,
  subject: { patient: fact.patient, item: fact.item.key },
  lines: itemLines([fact.item]),
});

const seenText = ({ item }: ItemLifeFact): string =>
  `${itemText(item)}${item.latest.withdrawal === undefined ? '' : `, because ${item.latest.withdrawal}`}`;

/** The item had to be withdrawn, with its reason; a reason that is another than the documented one is a reservation. */
export const isWithdrawn = (fact: ItemLifeFact, out: Out): void => {
  const { item, withdrawal, lastLook, deadlineMs } = fact;
  if (withdrawal?.level === 'may') out.may(fact.lane);
  if (withdrawal?.level !== 'must') return;
  const { at, reasons } = withdrawal;
  const { status, withdrawal: said } = item.latest;
  const gone = status === 'withdrawn';
  const looked = at !== undefined && lastLook > at.to + deadlineMs * NS_PER_MS;
  const right = reasons.some((reason) => reason === said);
  out.report({
    ...common(fact),
    polarity: 'must',
    outcome: gone ? (said === undefined ? 'broken' : 'met') : looked ? 'broken' : 'undecided',
    expected: () => `withdrawn within ${deadlineMs} ms, because ${reasons.join(' or ')}`,
    observed: () => `${seenText(fact)}${gone || looked ? '' : '; no complete look came after the deadline'}`,
    ...(gone && said !== undefined && !right
      ? { warning: `withdrawn because ${said}; expected ${reasons.join(' or ')}` }
      : {}),
  });
};

/** The item stands, and nothing was to withdraw it. */
export const isStanding = (fact: ItemLifeFact, out: Out): void =>
  out.report({
    ...common(fact),
    polarity: 'must-not',
    outcome: fact.item.latest.status === 'withdrawn' ? 'broken' : 'met',
    expected: () => 'not withdrawn: what it tells of was found in the patient',
    observed: () => seenText(fact),
  });

/** The item stands: its reading was changed, and calls for it all the same, or somebody had finished it. */
export const isKept = (fact: ItemLifeFact, out: Out): void => {
  if (fact.withdrawal?.level !== 'must-not') return;
  out.report({
    ...common(fact),
    polarity: 'must-not',
    outcome: fact.item.latest.status === 'withdrawn' ? 'broken' : 'met',
    expected: () => 'not withdrawn: what its readings say still calls for it, or it is done',
    observed: () => seenText(fact),
  });
};
