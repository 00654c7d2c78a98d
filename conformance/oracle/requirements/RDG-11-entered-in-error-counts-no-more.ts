import { keyOf } from '../../../contract/domain/index.ts';
import type { DemandFact } from '../facts.ts';
import type { Judge } from './judge.ts';
import { stayedAway } from './raise.ts';
import { wasLookedAt } from './withdrawal.ts';
import { itemLines, itemText } from './words.ts';

/** Erased in every course. */
const isErased = ({ demand }: DemandFact): boolean =>
  demand.filing.contents.length > 1 && demand.filing.latest.every((content) => content === undefined);

/**
 * RDG-11: what was erased shows that status wherever it is found, its items are withdrawn, and none is raised for it.
 * That no other rule counts it shows in the items of other readings, and on missing data.
 */
export const RDG_11: Judge = {
  id: 'RDG-11',
  found(fact, out) {
    const [shown] = fact.found;
    if (shown === undefined || fact.current.length === 0 || !fact.current.every((c) => c.erased)) return;
    out.report({
      lane: fact.lane,
      polarity: 'must',
      outcome: shown.reading.status === 'entered-in-error' ? 'met' : 'broken',
      subject: { patient: fact.patient, reading: fact.filing.key },
      expected: () => 'found with the status entered-in-error, or not at all',
      observed: () => `status ${shown.reading.status} (line ${fact.read.seq})`,
      lines: [...fact.filing.attempts.map((a) => a.op.seq), fact.read.seq],
    });
  },
  demand(fact, out) {
    if (fact.demand.level === 'must-not' && isErased(fact)) stayedAway(fact, out);
  },
  life(fact, out) {
    const { item, demand, withdrawal } = fact;
    if (demand === undefined || 'subject' in demand || withdrawal?.level !== 'must') return;
    if (!withdrawal.reasons.every((reason) => reason === 'entered-in-error')) return;
    const looked = wasLookedAt(fact);
    const gone = item.latest.status === 'withdrawn';
    out.report({
      lane: fact.lane,
      polarity: 'must-not',
      outcome: gone ? (fact.withdrawn === 'too-late' ? 'broken' : 'met') : looked ? 'broken' : 'undecided',
      subject: { patient: fact.patient, order: keyOf(item.latest.order), reading: demand.filing.key, item: item.key },
      expected: () => 'no item that goes on standing for a reading entered in error',
      observed: () => itemText(item),
      lines: [...demand.filing.attempts.map((a) => a.op.seq), ...itemLines([item])],
    });
  },
};
