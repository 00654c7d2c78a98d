import type { DemandFact } from '../facts.ts';
import type { Report } from '../finding.ts';
import type { Judge, Out } from './judge.ts';
import { about, always, raised, stayedAway } from './raise.ts';
import { flawsText, itemsText } from './words.ts';

const isOpen = ({ items }: DemandFact): boolean =>
  items.some((i) => i.latest.status === 'new' || i.latest.status === 'seen');

/** What the contract has a digest say of the readings that joined it. */
const COUNTED = ['count', 'worst', 'last'] as const;

const isMember = (field: string): boolean => ['count', 'worst', 'last', 'readings'].includes(field);

/** An item says how many readings joined it, which was the worst and which the last; and tells of none that did not. */
const isUpdated = (fact: DemandFact, polarity: Report['polarity'], out: Out): void => {
  const told = fact.flaws.filter((f) => isMember(f.field));
  const bad = told.filter((f) => f.kind === 'wrong');
  // An item of one reading need not count to one.
  const left =
    polarity === 'must' ? COUNTED.filter((field) => fact.items.some((i) => i.latest[field] === undefined)) : [];
  out.report({
    ...about(fact),
    polarity,
    outcome: bad.length + left.length > 0 ? 'broken' : 'met',
    expected: () =>
      polarity === 'must'
        ? `one item that tells of the readings that joined it: ${fact.demand.why}`
        : `one item of one reading: ${fact.demand.why}`,
    observed: () =>
      [itemsText(fact.items), ...flawsText(bad), ...(left.length > 0 ? [`left out: ${left.join(', ')}`] : [])].join(
        '; ',
      ),
  });
};

/** ALR-10: a reading that joins raises no item of its own; the item it joins tells of it; a critical one has its own. */
export const ALR_10: Judge = {
  id: 'ALR-10',
  demand(fact, out) {
    const { demand } = fact;
    if (demand.family !== 'limits') return;
    if (demand.joined) {
      if (demand.level === 'must-not') stayedAway(fact, out);
      return;
    }
    if (demand.level !== 'must') return;
    const digests = demand.items.filter((i) => i.digest !== undefined);
    if (digests.length === demand.items.length) {
      if (fact.items.length > 0 && isOpen(fact))
        isUpdated(fact, digests.every((i) => i.members.length > 1) ? 'must' : 'must-not', out);
    } else if (
      always(
        fact,
        (e) => e.call?.kind === 'critical' && e.version?.order.rules.some((r) => r.kind === 'digest') === true,
      )
    )
      raised(fact, out, { presentOnly: true });
  },
};
