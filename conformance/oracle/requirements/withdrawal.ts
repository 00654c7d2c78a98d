import type { ItemLifeFact } from '../facts.ts';
import type { Report } from '../finding.ts';
import type { Out } from './judge.ts';
import { itemLines, itemText } from './words.ts';

type Claimant = 'LIM-09' | 'LIM-15' | 'LIM-17' | 'ALR-07' | 'ALR-12';

/** The one requirement that answers for the withdrawal of an item. */
export const claimantOf = ({ demand, withdrawal }: ItemLifeFact): Claimant => {
  const family = demand === undefined ? undefined : 'subject' in demand ? demand.subject.family : demand.family;
  if (family === 'missing') return 'LIM-09';
  if (family === 'repeated' && withdrawal?.reasons.includes('order-in-error') !== true) return 'LIM-17';
  if (withdrawal?.reasons.every((r) => r === 'order-in-error') === true) return 'ALR-07';
  const isByAnother = withdrawal?.level === 'must' && withdrawal.reasons.every((r) => r === 're-evaluated');
  return family === 'change' && isByAnother ? 'LIM-15' : 'ALR-12';
};

const common = (fact: ItemLifeFact): Pick<Report, 'lane' | 'subject' | 'lines'> => ({
  lane: fact.lane,
  subject: { patient: fact.patient, item: fact.item.key },
  lines: itemLines([fact.item]),
});

const WHEN: Readonly<Record<NonNullable<ItemLifeFact['withdrawn']>, string>> = {
  'too-early': ', before anything withdrew it',
  'too-late': ', and standing until after that',
  'in-time': '',
};

const seenText = ({ item, withdrawn }: ItemLifeFact): string =>
  [
    itemText(item),
    item.latest.withdrawal === undefined ? '' : `, because ${item.latest.withdrawal}`,
    withdrawn === undefined ? '' : WHEN[withdrawn],
  ].join('');

/** A complete look began after it had to be gone. */
export const wasLookedAt = ({ goneBy, lastLook }: ItemLifeFact): boolean => goneBy !== undefined && lastLook > goneBy;

/** The item had to be withdrawn, with its reason; a reason that is another than the documented one is a reservation. */
export const isWithdrawn = (fact: ItemLifeFact, out: Out): void => {
  const { item, withdrawal, deadlineMs } = fact;
  if (withdrawal?.level === 'may') out.may(fact.lane);
  if (withdrawal?.level !== 'must') return;
  const { reasons } = withdrawal;
  const { status, withdrawal: said } = item.latest;
  const gone = status === 'withdrawn';
  const looked = wasLookedAt(fact);
  const right = reasons.some((reason) => reason === said);
  out.report({
    ...common(fact),
    polarity: 'must',
    outcome: gone
      ? said === undefined || fact.withdrawn !== 'in-time'
        ? 'broken'
        : 'met'
      : looked
        ? 'broken'
        : 'undecided',
    expected: () => `withdrawn within ${deadlineMs} ms, because ${reasons.join(' or ')}`,
    observed: () => `${seenText(fact)}${gone || looked ? '' : '; no complete look came after the deadline'}`,
    ...(gone && said !== undefined && !right
      ? { warning: `withdrawn because ${said}; expected ${reasons.join(' or ')}` }
      : {}),
  });
};

/** No item goes on standing that had to be withdrawn. */
export const isGone = (fact: ItemLifeFact, out: Out): void => {
  const { item, withdrawal } = fact;
  if (withdrawal?.level !== 'must') return;
  out.report({
    ...common(fact),
    polarity: 'must-not',
    outcome:
      item.latest.status === 'withdrawn'
        ? fact.withdrawn === 'too-late'
          ? 'broken'
          : 'met'
        : wasLookedAt(fact)
          ? 'broken'
          : 'undecided',
    expected: () => `no item that goes on standing: ${withdrawal.reasons.join(' or ')}`,
    observed: () => seenText(fact),
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
