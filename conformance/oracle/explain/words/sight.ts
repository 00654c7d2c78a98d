import { keyOf } from '../../../../contract/domain/index.ts';
import { bareKey } from '../../bare-key.ts';
import type { DemandFact, DueFact } from '../../facts.ts';
import type { ObservedItem } from '../../record/sighting.ts';
import type { Timing } from '../../sight/delay.ts';
import { linesText } from '../../lines-text.ts';

const shown = ({ key, first, latest }: ObservedItem): string =>
  `${bareKey(key)} (line ${first.seq}), ${latest.status}, for ${latest.recipient.value}`;

const timingText = ({ lowMs, highMs, deadlineMs, virtual }: Timing, since: string): string =>
  `${highMs === null ? `more than ${lowMs}` : lowMs === highMs ? lowMs : `${lowMs} to ${highMs}`} ms after ${since}, ` +
  `deadline ${deadlineMs} ms${virtual === true ? ', virtual time' : ''}`;

const flawText = ({ field, kind, shown: is, expected }: DemandFact['flaws'][number]): string =>
  kind === 'missing' ? `it leaves out ${field} (${expected})` : `WRONG ${field}: ${is}, expected ${expected}`;

const inWrongPlace = (fact: DemandFact | DueFact): boolean =>
  fact.items.every((i) => !recipientsOf(fact).has(keyOf(i.latest.recipient)));

/** The same in a word or two, where more is told below. */
export const sightWord = (fact: DemandFact | DueFact): string => {
  const { items, demand, absenceProven } = fact;
  if (demand.level === 'must-not') return items.length > 0 ? 'SEEN all the same' : 'not seen';
  if (items.length === 0) return demand.level === 'must' && absenceProven ? 'NOT SEEN' : 'not seen';
  const wrong = inWrongPlace(fact) || ('flaws' in fact && fact.flaws.some((f) => f.kind === 'wrong'));
  return wrong ? 'seen, but WRONG' : 'seen';
};

/** What was seen of one demand, and whether that is what had to be. */
export const sightText = (fact: DemandFact | DueFact): string => {
  const { items, demand, timing, absenceProven } = fact;
  const many = items.length > 1 ? `; ${items.length} items, ${linesText(items.map((i) => i.first.seq))}` : '';
  const [first] = items;
  if (first === undefined) {
    if (demand.level === 'must')
      return absenceProven
        ? 'NOT SEEN, and a complete look came after the deadline'
        : 'not seen, but no complete look came after the deadline: nothing is proven';
    return absenceProven ? 'not seen, and that is proven' : 'not seen';
  }
  const seen = `seen as ${shown(first)}${many}`;
  if (demand.level === 'must-not') return `SEEN all the same: ${shown(first)}${many}`;
  const when =
    timing === undefined
      ? ''
      : `, ${timingText(timing, 'filing' in fact.demand ? 'the reading was to be sent' : 'it fell due')}`;
  const flaws = fact.flaws.map(flawText);
  return [`${seen}${when}`, ...(inWrongPlace(fact) ? ['IN THE WRONG In Basket'] : []), ...flaws].join('; ');
};

const recipientsOf = (fact: DemandFact | DueFact): ReadonlySet<string> => fact.recipients;
