import { changeRules, crossesAmount, crossing, valueOf, withinWindow, type Crossing } from '../rules/change.ts';
import { compare } from '../arithmetic/rational.ts';
import type { Baseline, Evaluation, Features } from '../rules/evaluation.ts';
import { accepted, filedIn, isCertain, isWrongful, type Filing } from '../readings/filing.ts';
import { visible } from '../orders/in-force.ts';
import type { OrderRecord, OrderVersion } from '../orders/version.ts';
import { instant } from '../time/instant.ts';
import { either, type Tri } from '../time/span.ts';
import { combine, isLate, type Stretch } from './combine.ts';
import type { Demand } from './demand.ts';
import { evaluable, inactiveEvaluation, type Terms } from './limits-demand.ts';

/** A crossing with the moment from which both readings were there. */
interface Dated {
  readonly crossing: Crossing;
  /** The earlier reading. */
  readonly earlier: Filing;
  readonly certain: boolean;
  readonly together: Stretch;
  readonly by: Filing;
}

const later = (a: Filing, b: Filing): { together: Stretch; by: Filing } => {
  const [one, other] = [filedIn(a), filedIn(b)];
  return {
    together: { from: Math.max(one.from, other.from), to: Math.max(one.to, other.to) },
    by: other.to > one.to ? b : a,
  };
};

/** Whether the order had been entered in error when both readings were there: then nothing new is raised under it. */
const inError = (order: OrderRecord, together: Stretch): Tri =>
  order.versions
    .filter((v) => v.order.status === 'entered-in-error')
    .map((v) => visible(v, together))
    .reduce<Tri>(either, 'no');

const crossings = (order: OrderRecord, filing: Filing, version: OrderVersion, all: readonly Filing[]): Dated[] =>
  changeRules(version).flatMap((rule) =>
    all.flatMap((other) => {
      if (other === filing) return [];
      const found = crossing(rule, other.reading, filing.reading, version);
      if (found === undefined) return [];
      const dated = later(filing, other);
      const gone = inError(order, dated.together);
      const certain = isCertain(other) && !isWrongful(other) && gone === 'no';
      return gone === 'yes' ? [] : [{ crossing: found, earlier: other, certain, ...dated }];
    }),
  );

const features = (filing: Filing, version: OrderVersion, all: readonly Filing[]): Features => {
  const rules = changeRules(version);
  const earlier = all.filter((o) => o !== filing && instant(o.reading.effective) < instant(filing.reading.effective));
  const flipped = rules.map((rule) => ({
    ...rule,
    direction: rule.direction === 'gain' ? ('loss' as const) : ('gain' as const),
  }));
  return {
    gainOnly: rules.every((rule) => rule.direction === 'gain'),
    fell: flipped.some((rule) =>
      earlier.some(
        (o) => withinWindow(rule, o.reading, filing.reading) && crossesAmount(rule, o.reading, filing.reading, version),
      ),
    ),
    outsideWindow: rules.some((rule) =>
      earlier.some(
        (o) =>
          !withinWindow(rule, o.reading, filing.reading) && crossesAmount(rule, o.reading, filing.reading, version),
      ),
    ),
    converted: rules.some((rule) => rule.amount.unit !== valueOf(filing.reading)?.unit),
  };
};

const noCall = (filing: Filing, version: OrderVersion): string => {
  const value = valueOf(filing.reading);
  const shown = value === undefined ? 'no value' : `${value.value} ${value.unit}`;
  return `${shown} at ${filing.reading.effective}: no change rule of order ${version.order.identifier.value} is crossed`;
};

/** Whether a more extreme reading of the same rule was there before this one could be compared: then this was never the baseline. */
const outdone = (dated: Dated, all: readonly Dated[]): boolean =>
  all.some(
    (other) =>
      other.certain &&
      other.crossing.rule === dated.crossing.rule &&
      filedIn(other.earlier).to <= dated.together.from &&
      compare(other.crossing.exact, dated.crossing.exact) > 0,
  );

const baselineOf = ({ crossing: { size, rule }, earlier }: Dated): Baseline => ({
  keys: earlier.keys,
  delta: size,
  direction: rule.direction,
  unit: rule.amount.unit,
});

const evaluation = (
  filing: Filing,
  version: OrderVersion,
  all: readonly Filing[],
  found: readonly Dated[],
): Evaluation => {
  const used = found.some((d) => d.certain) ? found.filter((d) => d.certain) : found;
  const [first] = used;
  return {
    family: 'change',
    version,
    call:
      first === undefined
        ? undefined
        : {
            kind: 'change',
            interpretation: [...new Set(used.map((d) => d.crossing.interpretation))].sort(),
            mayAlso: [...new Set(found.map((d) => d.crossing.interpretation))].sort(),
            limits: found.map((d) => ({ value: d.crossing.rule.amount.value, unit: d.crossing.rule.amount.unit })),
            baselines: found.filter((d) => !outdone(d, found)).map(baselineOf),
          },
    interpretation: undefined,
    features: features(filing, version, all),
    why:
      first === undefined ? noCall(filing, version) : `${first.crossing.why}; order ${version.order.identifier.value}`,
  };
};

/** The crossing that comes about first, of those that are certain; else of all. */
const earliest = (found: readonly Dated[]): Dated | undefined => {
  const sure = found.filter((d) => d.certain);
  return (sure.length > 0 ? sure : found).toSorted(
    (a, b) => a.together.to - b.together.to || a.together.from - b.together.from,
  )[0];
};

/**
 * What the change rules of one order demand for one filed reading, over all readings filed, in
 * whatever order they came. Undefined where no version of the order has such a rule.
 */
export const changeDemand = (
  order: OrderRecord,
  filing: Filing,
  all: readonly Filing[],
  alone: boolean,
  terms: Terms,
): Demand | undefined => {
  if (!order.versions.some((v) => changeRules(v).length > 0)) return undefined;
  const { clock } = terms;
  const own = filedIn(filing);
  const ways = evaluable(order, filing, alone, own, terms);
  const found = ways.map((way) =>
    way.standing === 'active' && way.version !== undefined ? crossings(order, filing, way.version, all) : [],
  );
  const evaluations = ways.map((way, i) =>
    way.standing === 'active' && way.version !== undefined
      ? evaluation(filing, way.version, all, found[i] ?? [])
      : inactiveEvaluation('change', order, way),
  );
  const first = earliest(found.flat());
  const raised = first?.together ?? own;
  const open = !isCertain(filing) || !found.every((f) => f.length === 0 || f.some((d) => d.certain));
  return {
    ...combine(evaluations, filing.reading.effective, clock, raised, open),
    order,
    filing,
    family: 'change',
    evaluations,
    cause: accepted(first?.by ?? filing),
    raised,
    late: isLate(filing.reading.effective, clock, raised),
  };
};
