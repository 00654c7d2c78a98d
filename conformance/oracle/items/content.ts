import { keyOf, type InboxItem, type Quantity, type Reading } from '../../../contract/domain/index.ts';
import { compare, show, tryRational } from '../arithmetic/rational.ts';
import { bareKeys, barePair } from '../bare-key.ts';
import { fromText } from '../rules/version-text.ts';
import { instant, localInstant, sameInstant, tryLocalInstant } from '../time/instant.ts';
import type { Evaluation } from '../rules/evaluation.ts';
import type { Tri } from '../time/span.ts';
import type { Demand } from './demand.ts';
import { type Flaw, missing, wrong } from './flaw.ts';
import { memberFlaws } from './members.ts';

export type { Flaw } from './flaw.ts';

const sameNumber = (a: string, b: string): boolean => {
  const [left, right] = [tryRational(a), tryRational(b)];
  return left !== undefined && right !== undefined && compare(left, right) === 0;
};

/** By kind; bindings 2, In Basket item. */
export const priorityOf = (kind: InboxItem['kind']): NonNullable<InboxItem['priority']> =>
  kind === 'critical' ? 'stat' : kind === 'abnormal' || kind === 'change' ? 'urgent' : 'routine';

/** An item that is closed may go on showing what its reading said while it stood. */
const isClosed = ({ status }: InboxItem): boolean => status === 'withdrawn' || status === 'done';

/** What the reading can say on the item: as it stood for it; on a digest, and where it need not be up to date, ever. */
const readingsFor = ({ filing, items }: Demand, isCurrent: boolean): readonly Reading[] => {
  const own = items.map((i) => i.content.reading);
  const loose = own.length === 0 || !isCurrent || items.some((i) => i.digest !== undefined);
  return loose ? [...own, ...filing.contents.map((c) => c.reading)] : own;
};

/** The number that a reading may be told with: what was measured, or the bound that a meter named of what lies off its scale. */
const numberOf = ({ result }: Reading): readonly Quantity[] =>
  result.kind === 'value' ? [result.quantity] : result.kind === 'off-scale' ? [result.bound ?? []].flat() : [];

/** Of a reading without a number an item has none to show, and invents none. */
export const valueFlaw = (item: InboxItem, readings: readonly Reading[]): Flaw | undefined => {
  const { value } = item;
  const numbers = readings.flatMap(numberOf);
  const expected = [...new Set(numbers.map((q) => `${q.value} ${q.unit}`))].join(' or ') || 'none';
  if (value === undefined)
    return readings.every(({ result }) => result.kind === 'value') ? missing('value', expected) : undefined;
  const same = numbers.some((q) => sameNumber(value.value, q.value) && value.unit === q.unit);
  return same ? undefined : wrong('value', expected, `${value.value} ${value.unit}`);
};

export const effectiveFlaw = (item: InboxItem, readings: readonly Reading[]): Flaw | undefined => {
  const expected = [...new Set(readings.map((r) => r.effective))].join(' or ');
  const { effective } = item;
  if (effective === undefined) return missing('effective', expected);
  return readings.some((r) => sameInstant(effective, r.effective))
    ? undefined
    : wrong('effective', expected, effective);
};

/** The meal context, where an item states one: of a reading of several contexts any of them. */
export const contextFlaw = ({ context }: InboxItem, readings: readonly Reading[]): Flaw | undefined => {
  if (context === undefined) return undefined;
  const own = new Set(readings.flatMap((r) => [r.mealContext ?? [], r.furtherContexts ?? []].flat()));
  return own.has(context) ? undefined : wrong('context', [...own].join(' or ') || 'none', context);
};

const limitFlaw = (item: InboxItem, evaluations: readonly Evaluation[]): Flaw | undefined => {
  const limits = evaluations.flatMap((e) => e.call?.limits ?? []);
  const expected = [...new Set(limits.map((l) => `${l.value} ${l.unit}`))].join(' or ');
  const { limit } = item;
  if (limit === undefined) return missing('limit', expected);
  const same = limits.some((l) => sameNumber(l.value, limit.value) && l.unit === limit.unit);
  return same ? undefined : wrong('limit', expected, `${limit.value} ${limit.unit}`);
};

const limitFromFlaw = (item: InboxItem, evaluations: readonly Evaluation[], effective: string): Flaw | undefined => {
  const versions = evaluations.flatMap((e) => (e.call === undefined ? [] : (e.version ?? [])));
  const { offsetMinutes } = localInstant(effective);
  const expected = [...new Set(versions.map((v) => fromText(v, offsetMinutes)))].join(' or ');
  if (item.limitFrom === undefined) return missing('limitFrom', expected);
  const at = tryLocalInstant(item.limitFrom)?.at;
  // A change that repeats the instant of the version before holds from its acceptance; it may show what it says.
  const said = versions.flatMap((v) => v.order.effectiveFrom ?? []);
  const same =
    at !== undefined &&
    (versions.some(({ from }) => from.low <= at && at <= from.high) || said.some((text) => instant(text) === at));
  return same ? undefined : wrong('limitFrom', expected, item.limitFrom);
};

export const interpretationFlaw = (item: InboxItem, evaluations: readonly Evaluation[]): Flaw | undefined => {
  const shown = item.interpretation.filter((i) => i !== '>' && i !== '<').toSorted();
  const allowed = evaluations.flatMap((e) => e.call ?? []);
  // A value that is no measurement of this patient is neither high nor low.
  if (allowed.every((a) => a.interpretation.length === 0)) return undefined;
  const expected = allowed.map((a) => a.interpretation.join('+')).join(' or ');
  if (shown.length === 0) return missing('interpretation', expected);
  const sound = allowed.filter(({ interpretation, mayAlso }) =>
    shown.every((s) => interpretation.includes(s) || mayAlso.includes(s)),
  );
  if (sound.length === 0) return wrong('interpretation', expected, shown.join('+'));
  // A change in two directions names both.
  const isWhole = sound.some(({ interpretation }) => interpretation.every((i) => shown.some((s) => s === i)));
  return isWhole ? undefined : { ...missing('interpretation', expected), shown: shown.join('+') };
};

/** Figures of a change, where they are shown: a baseline that can be one, and its own difference (a loss may be negative). */
const changeFlaws = (item: InboxItem, evaluations: readonly Evaluation[]): (Flaw | undefined)[] => {
  const all = evaluations.flatMap((e) => e.call?.baselines ?? []);
  const { baseline, delta } = item;
  const fitting = baseline === undefined ? all : all.filter((b) => b.keys.has(keyOf(baseline)));
  if (baseline !== undefined && fitting.length === 0)
    return [wrong('baseline', all.map((b) => bareKeys(b.keys, ' = ')).join(' or ') || 'none', baseline.value)];
  if (delta === undefined) return [];
  const size = tryRational(delta.value);
  const same = fitting.some((b) => {
    const signed =
      b.direction === 'loss' && size !== undefined && size.num < 0n ? { num: -size.num, den: size.den } : size;
    return b.unit === delta.unit && signed !== undefined && compare(signed, b.delta) === 0;
  });
  const expected = fitting.map((b) => `${show(b.delta)} ${b.unit}`).join(' or ') || 'none';
  return [same ? undefined : wrong('delta', expected, `${delta.value} ${delta.unit}`)];
};

const simpleFlaws = (item: InboxItem, demand: Demand, kinds: readonly string[]): (Flaw | undefined)[] => {
  const { reading } = demand.filing;
  return [
    keyOf(item.patient) === keyOf(reading.patient)
      ? undefined
      : wrong('patient', ...barePair(keyOf(reading.patient), keyOf(item.patient))),
    item.measure === undefined
      ? missing('measure', reading.measure)
      : item.measure === reading.measure
        ? undefined
        : wrong('measure', reading.measure, item.measure),
    item.routedAs === undefined ? missing('routedAs', 'responsible, covering or escalated') : undefined,
    kinds.includes(item.kind) ? undefined : wrong('kind', kinds.join(' or '), item.kind),
    item.priority === undefined || item.priority === priorityOf(item.kind)
      ? undefined
      : wrong('priority', priorityOf(item.kind), item.priority),
  ];
};

/**
 * What an item says of the limit that was crossed, against what the limits made of its reading. What calls for nothing
 * has no say. `effective`: of the reading, in whose offset instants are told.
 */
export const crossingFlaws = (
  item: InboxItem,
  evaluations: readonly Evaluation[],
  effective: string,
): readonly (Flaw | undefined)[] => [limitFlaw(item, evaluations), limitFromFlaw(item, evaluations, effective)];

/** Whether an item says that it is late, where it must or must not. */
export const lateFlaws = (item: InboxItem, late: Tri | undefined): readonly (Flaw | undefined)[] => {
  if (late === 'maybe' || late === undefined) return [];
  if (late === 'yes')
    return [
      item.late === true ? undefined : item.late === false ? wrong('late', 'true', 'false') : missing('late', 'true'),
      item.submitted === undefined ? missing('submitted', 'when the reading was submitted') : undefined,
    ];
  return [item.late === true ? wrong('late', 'false', 'true') : undefined];
};

/**
 * Every flaw of an item that a demand calls for. The order and the reading already match, or it would not be its item.
 * `isUpToDate`: it was looked at when everything that updates it was over; else it may say what it said before.
 */
export const flawsOf = (item: InboxItem, demand: Demand, isUpToDate = true): Flaw[] => {
  const { evaluations } = demand;
  const kinds = [...new Set(evaluations.flatMap((e) => e.call?.kind ?? []))];
  const isStale = !isUpToDate && demand.items.some((i) => i.updates > 0);
  const isCurrent = !isStale && !isClosed(item);
  const readings = readingsFor(demand, isCurrent);
  const amended = demand.filing.contents.length > 1;
  return [
    ...simpleFlaws(item, demand, kinds),
    valueFlaw(item, readings),
    effectiveFlaw(item, readings),
    contextFlaw(item, readings),
    // What raised an item that is closed, or not up to date, may not be what its reading says now.
    ...(amended && !isCurrent ? [] : crossingFlaws(item, evaluations, demand.filing.reading.effective)),
    interpretationFlaw(item, evaluations),
    // What was filed since an item was closed has moved no figure of it.
    ...(isStale || isClosed(item) ? [] : changeFlaws(item, evaluations)),
    ...lateFlaws(item, demand.late),
    ...(isStale ? [] : memberFlaws(item, demand.items, demand)),
  ].filter((flaw) => flaw !== undefined);
};

/** Equal numbers, however written; exported for the ranges of a filed reading. */
export const equalNumbers = sameNumber;
