import type { DueFact } from '../facts.ts';
import { CLOCK_TOLERANCE } from '../time/patient-clock.ts';
import { instant } from '../time/instant.ts';
import { dueAbout, nothingElseDue } from './due.ts';
import type { Judge } from './judge.ts';
import { itemsText } from './words.ts';

const NS_PER_MS = 1_000_000n;

/** The item was created as it fell due, not when the clock came to rest. */
const isInTime = ({ demand, deadlineMs }: DueFact, created: string): boolean => {
  const slack = CLOCK_TOLERANCE + BigInt(deadlineMs) * NS_PER_MS;
  const at = instant(created);
  return at >= demand.opens.low - slack && at <= demand.opens.high + slack;
};

/** CLK-02: what falls due while a clock is advanced happens as if the time had run: at its own instant, and nothing besides. */
export const CLK_02: Judge = {
  id: 'CLK-02',
  due(fact, out) {
    if (!fact.demand.virtual || fact.demand.level !== 'must') return;
    const dated = fact.items.flatMap(({ latest }) => latest.created ?? []);
    if (dated.length === 0) return;
    const right = dated.every((created) => isInTime(fact, created));
    out.report({
      ...dueAbout(fact),
      polarity: 'must',
      outcome: right ? 'met' : 'broken',
      expected: () => `created as it fell due: ${fact.demand.why}`,
      observed: () => `${itemsText(fact.items)}; created ${dated.join(', ')}`,
    });
  },
  notDue: (fact, out) => nothingElseDue(fact, out, 'nothing that was not due by what the clock was advanced to'),
};
