import type { Field, Flaw } from '../items/content.ts';
import type { DemandFact } from '../facts.ts';
import type { Judge, Out } from './judge.ts';
import { about } from './raise.ts';

const NAMED: readonly Field[] = ['measure', 'value', 'effective', 'limit', 'interpretation', 'late'];
const ADVISED: readonly Field[] = ['limitFrom', 'submitted'];

const text = (flaws: readonly Flaw[]): string =>
  flaws.map((f) => `${f.field}: ${f.shown}, expected ${f.expected}`).join('; ');

const half = (
  fact: DemandFact,
  out: Out,
  polarity: 'must' | 'must-not',
  bad: readonly Flaw[],
  advice: readonly Flaw[],
): void =>
  out.report({
    ...about(fact),
    polarity,
    outcome: bad.length > 0 ? 'broken' : 'met',
    expected: () =>
      polarity === 'must'
        ? 'names patient, measure, value with unit, limit crossed, direction, time, and links order and reading'
        : `nothing that contradicts the reading and the limit: ${fact.demand.why}`,
    observed: () => (bad.length > 0 ? text(bad) : 'so'),
    ...(bad.length === 0 && advice.length > 0 ? { warning: `left out: ${text(advice)}` } : {}),
  });

/** ALR-03: what an item leaves out breaks the positive half, what it says wrongly the negative one. */
export const ALR_03: Judge = {
  id: 'ALR-03',
  demand(fact, out) {
    if (fact.items.length === 0 || fact.demand.level === 'must-not') return;
    const missing = fact.flaws.filter((f) => f.kind === 'missing');
    half(
      fact,
      out,
      'must',
      missing.filter((f) => NAMED.includes(f.field)),
      missing.filter((f) => ADVISED.includes(f.field)),
    );
    half(
      fact,
      out,
      'must-not',
      fact.flaws.filter((f) => f.kind === 'wrong'),
      [],
    );
  },
};
