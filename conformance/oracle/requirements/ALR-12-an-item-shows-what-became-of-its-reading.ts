import type { InboxItem, Reading } from '../../../contract/domain/index.ts';
import type { DemandFact, ItemLifeFact } from '../facts.ts';
import { type Filing, isAmended } from '../readings/filing.ts';
import type { Judge, Out } from './judge.ts';
import { about } from './raise.ts';
import { flawsText, itemLines, itemsText, itemText } from './words.ts';
import { claimantOf, isKept, isWithdrawn } from './withdrawal.ts';

/** An item that stands after a correction shows what its reading says now. */
const showsIt = (fact: DemandFact, out: Out): void => {
  const bad = fact.flaws.filter((f) => f.field === 'value' || f.field === 'effective');
  out.report({
    ...about(fact),
    polarity: 'must',
    outcome: bad.length > 0 ? 'broken' : 'met',
    expected: () => 'the item shows what its reading was corrected to',
    observed: () => [itemsText(fact.items), ...flawsText(bad)].join('; '),
  });
};

const valueOf = ({ result }: Reading): string => (result.kind === 'value' ? result.quantity.value : result.kind);

const NS_PER_MS = 1_000_000;

/** By its value, by its reason, or by a step of its story behind that of being done. */
const showsCorrection = ({ value, withdrawal, history }: InboxItem, now: Reading): boolean => {
  const isCurrent =
    now.result.kind === 'value' && value !== undefined && Number(value.value) === Number(now.result.quantity.value);
  const done = history.findLastIndex(({ status }) => status === 'done');
  return isCurrent || withdrawal !== undefined || (done >= 0 && done < history.length - 1);
};

/**
 * A finished item stays as it is and says all the same what became of its reading. How is open: the contract has it show
 * what the reading says now, the binding a step of its story with the reason.
 */
const finishedShowsIt = (fact: ItemLifeFact, { latest, attempts, contents }: Filing, out: Out): void => {
  const { item, deadlineMs, lastLook } = fact;
  const now = latest.length === 1 ? latest[0]?.reading : undefined;
  const last = attempts.findLast(({ op }) => op.outcome === 'ok' && op.act.reading.status === 'corrected')?.op;
  const wasDone = item.versions.some((v) => v.item.status === 'done' && last !== undefined && v.by < last.sent);
  const wasOther = contents.slice(0, -1).some(({ reading }) => valueOf(reading) !== (now && valueOf(now)));
  if (now === undefined || last === undefined || !wasDone || !wasOther || item.latest.status !== 'done') return;
  const isShown = showsCorrection(item.latest, now);
  const looked = fact.outage === undefined && lastLook > last.settled + deadlineMs * NS_PER_MS;
  out.report({
    lane: fact.lane,
    subject: { patient: fact.patient, item: item.key },
    lines: [...itemLines([item]), last.seq],
    polarity: 'must',
    outcome: isShown ? 'met' : looked ? 'broken' : 'undecided',
    expected: () => 'the finished item shows that its reading was corrected: its value, or a step of its story',
    observed: () => itemText(item),
  });
};

/**
 * ALR-12: what is no longer called for is withdrawn, with the reason; what still is shows the correction; a finished
 * item stays so. None is erased: what was seen and is gone is ALR-07's.
 */
export const ALR_12: Judge = {
  id: 'ALR-12',
  demand(fact, out) {
    const { level, items, filing } = fact.demand;
    const stays = items.every((i) => i.withdrawn === undefined && i.updates > 0);
    const isOpen = fact.items.some((i) => i.latest.status === 'new' || i.latest.status === 'seen');
    if (level === 'must' && stays && isOpen && isAmended(filing)) showsIt(fact, out);
  },
  life(fact, out) {
    const { demand, withdrawal } = fact;
    if (demand === undefined) return;
    if (!('subject' in demand) && demand.family === 'limits') finishedShowsIt(fact, demand.filing, out);
    if (withdrawal?.level === 'must-not') {
      if (!('subject' in demand) && demand.level !== 'must-not' && isAmended(demand.filing)) isKept(fact, out);
    } else if (claimantOf(fact) === 'ALR-12') isWithdrawn(fact, out);
  },
};
