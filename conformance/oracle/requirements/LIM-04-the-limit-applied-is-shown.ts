import type { AppliedRange, Interval, Reading } from '../../../contract/domain/index.ts';
import { equalNumbers } from '../items/content.ts';
import type { Applied } from '../derive/shown-contents.ts';
import type { FoundFact } from '../facts.ts';
import type { OrderVersion } from '../course/version.ts';
import { boundsOf, contextOf } from '../rules/bounds.ts';
import { versionText } from '../rules/version-text.ts';
import { instant, tryLocalInstant } from '../time/instant.ts';
import type { Judge, Out } from './judge.ts';
import { hasFlaw, raised } from './raise.ts';

/** The limits that one reading may have met: those of a version, and what the reading said then. */
interface Met {
  readonly version: OrderVersion;
  readonly reading: Reading;
}

const sameBound = (shown: string | undefined, ordered: string | undefined): boolean =>
  shown === undefined || ordered === undefined ? shown === ordered : equalNumbers(shown, ordered);

const isFrom = ({ limitFrom }: AppliedRange, { order, from }: OrderVersion): boolean => {
  const at = limitFrom === undefined ? undefined : tryLocalInstant(limitFrom)?.at;
  if (at === undefined) return true;
  const said = order.effectiveFrom === undefined ? undefined : instant(order.effectiveFrom);
  return at === said || (from.low <= at && at <= from.high);
};

/** A limit of a meal that says so; without a word of it whoever reads it takes it for the one that held: of that meal it did. */
const isOfMeal = (range: AppliedRange, interval: Interval, reading: Reading): boolean =>
  range.context === interval.context || (range.context === undefined && interval.context === contextOf(reading));

const isInterval = (range: AppliedRange, interval: Interval, { version, reading }: Met): boolean =>
  range.unit === version.order.unit &&
  interval.tier === range.tier &&
  sameBound(range.low, interval.low) &&
  sameBound(range.high, interval.high) &&
  isOfMeal(range, interval, reading) &&
  isFrom(range, version);

const isOf = (range: AppliedRange, met: Met): boolean =>
  met.version.order.limits.some((interval) => isInterval(range, interval, met));

/** The intervals whose bounds the reading was held against. */
const heldAgainst = ({ version: { order }, reading }: Met): readonly Interval[] =>
  order.limits.filter(
    (interval) =>
      interval.tier !== 'absolute' &&
      boundsOf(order, reading).some(
        ({ tier, side, context, limit }) =>
          tier === interval.tier && context === interval.context && interval[side] === limit.value,
      ),
  );

const rangeText = (r: AppliedRange): string =>
  `${r.tier} ${r.low ?? '…'} to ${r.high ?? '…'} ${r.unit} from ${r.limitFrom ?? '?'}`;
const rangesText = (ranges: readonly AppliedRange[]): string =>
  ranges.length === 0 ? 'none' : ranges.map(rangeText).join('; ');

const metIn = ({ versions, contents }: Applied): readonly Met[] =>
  versions.flatMap((version, i) => {
    const reading = contents[i]?.reading;
    return version !== undefined && reading !== undefined && version.order.limits.some((l) => l.tier !== 'absolute')
      ? [{ version, reading }]
      : [];
  });

/** Every possibility has limits to show, and of each of them one is lacking. */
const isUnshown = (applied: Applied, ranges: readonly AppliedRange[]): boolean => {
  const showing = metIn(applied);
  const isWhole = (met: Met): boolean =>
    heldAgainst(met).every((interval) => ranges.some((range) => isInterval(range, interval, met)));
  return showing.length === applied.versions.length && !showing.some(isWhole);
};

/** The ranges shown with a reading are those of its orders; `asked`: whether so many are asked about. */
export const shownRanges = (fact: FoundFact, out: Out, asked: (orders: number) => boolean): void => {
  const [shown] = fact.found;
  if (shown === undefined || fact.current.length === 0 || fact.current.some((c) => c.erased)) return;
  const orders = fact.applied().filter((o) => metIn(o).length > 0);
  if (orders.length === 0 || !asked(orders.length)) return;
  const all = orders.flatMap(metIn);
  const foreign = shown.ranges.filter((range) => !all.some((met) => isOf(range, met)));
  const unshown = orders.filter((o) => isUnshown(o, shown.ranges));
  const why = (): string => [...new Set(all.map(({ version }) => versionText(version, shown.reading)))].join('; ');
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
