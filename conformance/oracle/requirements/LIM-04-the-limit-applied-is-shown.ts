import type { AppliedRange } from '../../../contract/domain/index.ts';
import { equalNumbers } from '../items/content.ts';
import type { Applied } from '../derive/shown-contents.ts';
import type { FoundFact } from '../facts.ts';
import type { OrderVersion } from '../course/version.ts';
import { versionText } from '../rules/version-text.ts';
import { instant, tryLocalInstant } from '../time/instant.ts';
import type { Judge, Out } from './judge.ts';
import { hasFlaw, raised } from './raise.ts';

const sameBound = (shown: string | undefined, ordered: string | undefined): boolean =>
  shown === undefined || ordered === undefined ? shown === ordered : equalNumbers(shown, ordered);

const isOf = (range: AppliedRange, version: OrderVersion): boolean => {
  const from = range.limitFrom === undefined ? undefined : tryLocalInstant(range.limitFrom)?.at;
  const said = version.order.effectiveFrom === undefined ? undefined : instant(version.order.effectiveFrom);
  if (from !== undefined && from !== said && (from < version.from.low || from > version.from.high)) return false;
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

const limitsOf = (versions: Applied['versions']): readonly OrderVersion[] =>
  versions.flatMap((v) => (v !== undefined && v.order.limits.some((l) => l.tier !== 'absolute') ? [v] : []));

/** Every possibility has limits to show, and none of them is shown. */
const isUnshown = ({ versions }: Applied, ranges: readonly AppliedRange[]): boolean => {
  const showing = limitsOf(versions);
  return showing.length === versions.length && !showing.some((v) => ranges.some((r) => isOf(r, v)));
};

/** The ranges shown with a reading are those of its orders; `asked`: whether so many are asked about. */
export const shownRanges = (fact: FoundFact, out: Out, asked: (orders: number) => boolean): void => {
  const [shown] = fact.found;
  if (shown === undefined || fact.current.length === 0 || fact.current.some((c) => c.erased)) return;
  const orders = fact.applied().filter((o) => limitsOf(o.versions).length > 0);
  if (orders.length === 0 || !asked(orders.length)) return;
  const all = orders.flatMap((o) => limitsOf(o.versions));
  const foreign = shown.ranges.filter((range) => !all.some((version) => isOf(range, version)));
  const unshown = orders.filter((o) => isUnshown(o, shown.ranges));
  const why = (): string => [...new Set(all.map((version) => versionText(version, shown.reading)))].join('; ');
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
    expected: () => `a reference range of each order: ${why()}`,
  });
  out.report({
    ...common,
    polarity: 'must-not',
    outcome: foreign.length > 0 ? 'broken' : 'met',
    expected: () => `no range that is not this patient's: ${why()}`,
  });
};

/** LIM-04: with the reading and on the item, the limit is this patient's, of the version that was applied. Of several orders it is LIM-19's. */
export const LIM_04: Judge = {
  id: 'LIM-04',
  demand(fact, out) {
    if (fact.demand.family === 'limits' && fact.demand.level === 'must')
      raised(fact, out, { presentOnly: true, flaw: hasFlaw('limit', 'limitFrom') });
  },
  found(fact, out) {
    shownRanges(fact, out, (orders) => orders < 2);
  },
};
