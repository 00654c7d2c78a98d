import type { AppliedRange } from '../../../contract/domain/index.ts';
import { equalNumbers } from '../items/content.ts';
import type { Demand } from '../items/demand.ts';
import type { FoundFact } from '../facts.ts';
import type { OrderVersion } from '../orders/version.ts';
import { tryLocalInstant } from '../time/instant.ts';
import type { Judge, Out } from './judge.ts';
import { hasFlaw, raised } from './raise.ts';

const versionsOf = (demand: Demand): OrderVersion[] =>
  demand.evaluations.flatMap((e) => (e.version !== undefined && !e.why.includes('is not active') ? [e.version] : []));

const sameBound = (shown: string | undefined, ordered: string | undefined): boolean =>
  shown === undefined || ordered === undefined ? shown === ordered : equalNumbers(shown, ordered);

const isOf = (range: AppliedRange, version: OrderVersion): boolean => {
  const from = range.limitFrom === undefined ? undefined : tryLocalInstant(range.limitFrom)?.at;
  if (from !== undefined && (from < version.from.low || from > version.from.high)) return false;
  return (
    range.unit === version.order.unit &&
    version.order.limits.some(
      (l) => l.tier === range.tier && sameBound(range.low, l.low) && sameBound(range.high, l.high),
    )
  );
};

const rangeText = (r: AppliedRange): string =>
  `${r.tier} ${r.low ?? '…'} to ${r.high ?? '…'} ${r.unit} from ${r.limitFrom ?? '?'}`;
const rangesText = (ranges: readonly AppliedRange[]): string =>
  ranges.length === 0 ? 'none' : ranges.map(rangeText).join('; ');

const shownRanges = (fact: FoundFact, out: Out): void => {
  const [shown] = fact.found;
  const limits = fact.demands.filter(
    (d) => d.family === 'limits' && versionsOf(d).some((v) => v.order.limits.length > 0),
  );
  if (shown === undefined || limits.length === 0) return;
  const all = limits.flatMap(versionsOf);
  const foreign = shown.ranges.filter((range) => !all.some((version) => isOf(range, version)));
  const unshown = limits.filter(
    (d) =>
      !d.evaluations.some((e) => e.why.includes('is not active')) &&
      versionsOf(d).every((v) => v.order.limits.length > 0) &&
      !versionsOf(d).some((v) => shown.ranges.some((r) => isOf(r, v))),
  );
  const common = {
    lane: fact.lane,
    subject: { patient: fact.patient, reading: fact.filing.key },
    observed: () => `ranges: ${rangesText(shown.ranges)} (line ${fact.read.seq})`,
    lines: [...fact.filing.attempts.map((a) => a.op.seq), fact.read.seq],
  };
  out.report({
    ...common,
    polarity: 'must',
    outcome: unshown.length > 0 ? 'broken' : 'met',
    expected: () => `a reference range of each order: ${limits.map((d) => d.why).join('; ')}`,
  });
  out.report({
    ...common,
    polarity: 'must-not',
    outcome: foreign.length > 0 ? 'broken' : 'met',
    expected: () => `no range that is not this patient's: ${limits.map((d) => d.why).join('; ')}`,
  });
};

/** LIM-04: with the reading and on the item, the limit is this patient's, of the version that was applied. */
export const LIM_04: Judge = {
  id: 'LIM-04',
  demand(fact, out) {
    if (fact.demand.family === 'limits' && fact.demand.level === 'must')
      raised(fact, out, { presentOnly: true, flaw: hasFlaw('limit', 'limitFrom') });
  },
  found: shownRanges,
};
