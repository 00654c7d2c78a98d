import { type Field, type Flaw, wrong } from '../items/flaw.ts';
import type { DemandFact, DueFact, Routed } from '../facts.ts';
import type { Report } from '../finding.ts';
import { dueAbout } from './due.ts';
import type { Judge, Out } from './judge.ts';
import { about } from './raise.ts';
import { flawsText } from './words.ts';

/** What the contract says that an item says; when its reading was submitted is ALR-14's. */
const NAMED: readonly Field[] = [
  'measure',
  'value',
  'effective',
  'limit',
  'limitFrom',
  'interpretation',
  'late',
  'routedAs',
  'readings',
  'due',
  'step',
  'copyOf',
  'period',
];
/** Judged by ALR-14, which says more of it; here it is a reservation. */
const ADVISED: readonly Field[] = ['submitted'];
/** What a digest and a summary count is ALR-10's and ALR-11's, when a reading came ALR-14's. */
const COUNTED: readonly Field[] = [
  'submitted',
  'count',
  'worst',
  'last',
  'abnormalCount',
  'criticalCount',
  'min',
  'max',
  'mean',
];

type Common = Pick<Report, 'lane' | 'subject' | 'lines'>;

const halves = (flaws: readonly Flaw[], common: Common, says: string, why: string, out: Out): void => {
  const of = (kind: Flaw['kind'], fields: readonly Field[]): readonly Flaw[] =>
    flaws.filter((f) => f.kind === kind && fields.includes(f.field));
  const left = of('missing', NAMED);
  const advice = of('missing', ADVISED);
  const bad = flaws.filter((f) => f.kind === 'wrong' && !COUNTED.includes(f.field));
  out.report({
    ...common,
    polarity: 'must',
    outcome: left.length > 0 ? 'broken' : 'met',
    expected: () => says,
    observed: () => (left.length > 0 ? flawsText(left).join('; ') : 'so'),
    ...(left.length === 0 && advice.length > 0 ? { warning: `left out: ${flawsText(advice).join('; ')}` } : {}),
  });
  out.report({
    ...common,
    polarity: 'must-not',
    outcome: bad.length > 0 ? 'broken' : 'met',
    expected: () => `nothing that is not so: ${why}`,
    observed: () => (bad.length > 0 ? flawsText(bad).join('; ') : 'so'),
  });
};

/** Beyond an absolute range no limit is crossed that a clinician has set: the range itself is worth showing, no more. */
const judgedFlaws = ({ flaws, demand }: DemandFact): readonly Flaw[] =>
  demand.family === 'data-quality' ? flaws.filter((f) => f.field !== 'limit' || f.kind === 'wrong') : flaws;

/**
 * Of items that say they lie with somebody who covers, where nobody whom their order names was ever away. Where somebody
 * was, it is ALR-09's.
 */
const coverFlaws = ({ items, covered }: Routed): readonly Flaw[] =>
  covered || items.every((item) => item.latest.routedAs !== 'covering')
    ? []
    : [wrong('routedAs', 'responsible', 'covering')];

const SAYS: Readonly<Record<DueFact['demand']['subject']['family'], string>> = {
  missing: 'names the measure and the instant that has passed',
  escalation: 'names what its first item does, its step, and the item it is a copy of',
  summary: 'names the measure and its period',
};

/** ALR-03: what an item leaves out breaks the positive half, what it says wrongly the negative one. */
export const ALR_03: Judge = {
  id: 'ALR-03',
  demand(fact, out) {
    if (fact.items.length === 0 || fact.demand.level === 'must-not') return;
    halves(
      [...judgedFlaws(fact), ...coverFlaws(fact)],
      about(fact),
      'names patient, measure, value with unit, limit crossed and since when it holds, direction, time, why it lies there, and links order and reading',
      fact.demand.why,
      out,
    );
  },
  due(fact, out) {
    if (fact.items.length === 0) return;
    const { family } = fact.demand.subject;
    // Why a copy lies there is among its own flaws.
    const flaws = family === 'escalation' ? fact.flaws : [...fact.flaws, ...coverFlaws(fact)];
    halves(flaws, dueAbout(fact), SAYS[family], fact.demand.why, out);
  },
};
