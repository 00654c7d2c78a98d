import { keyOf, type InboxItem } from '../../../contract/domain/index.ts';
import { compare, rational, show, tryRational } from '../arithmetic/rational.ts';
import { bareKeys, barePair } from '../bare-key.ts';
import { sameInstant, tryLocalInstant } from '../time/instant.ts';
import type { Evaluation } from '../rules/evaluation.ts';
import type { Demand } from './demand.ts';

export type Field =
  | 'patient'
  | 'order'
  | 'reading'
  | 'measure'
  | 'value'
  | 'effective'
  | 'limit'
  | 'limitFrom'
  | 'interpretation'
  | 'kind'
  | 'late'
  | 'priority'
  | 'submitted'
  | 'baseline'
  | 'delta';

/** What an item leaves out or says wrongly, against a demand that calls for it. */
export interface Flaw {
  readonly field: Field;
  readonly kind: 'missing' | 'wrong';
  readonly expected: string;
  readonly shown: string;
}

const wrong = (field: Field, expected: string, shown: string): Flaw => ({ field, kind: 'wrong', expected, shown });
const missing = (field: Field, expected: string): Flaw => ({ field, kind: 'missing', expected, shown: 'nothing' });

const sameNumber = (a: string, b: string): boolean => {
  const [left, right] = [tryRational(a), tryRational(b)];
  return left !== undefined && right !== undefined && compare(left, right) === 0;
};

const PRIORITY: Readonly<Record<string, string>> = { critical: 'stat', abnormal: 'urgent', change: 'urgent' };

const valueFlaw = (item: InboxItem, { filing }: Demand): Flaw | undefined => {
  const { result } = filing.reading;
  if (result.kind !== 'value') return undefined;
  const expected = `${result.quantity.value} ${result.quantity.unit}`;
  if (item.value === undefined) return missing('value', expected);
  const same = sameNumber(item.value.value, result.quantity.value) && item.value.unit === result.quantity.unit;
  return same ? undefined : wrong('value', expected, `${item.value.value} ${item.value.unit}`);
};

const limitFlaw = (item: InboxItem, calls: readonly Evaluation[]): Flaw | undefined => {
  const limits = calls.flatMap((e) => e.call?.limits ?? []);
  const expected = [...new Set(limits.map((l) => `${l.value} ${l.unit}`))].join(' or ');
  const { limit } = item;
  if (limit === undefined) return missing('limit', expected);
  const same = limits.some((l) => sameNumber(l.value, limit.value) && l.unit === limit.unit);
  return same ? undefined : wrong('limit', expected, `${limit.value} ${limit.unit}`);
};

const limitFromFlaw = (item: InboxItem, calls: readonly Evaluation[]): Flaw | undefined => {
  const spans = calls.flatMap((e) => e.version?.from ?? []);
  const expected = calls.flatMap((e) => e.version?.order.effectiveFrom ?? 'the start or acceptance').join(' or ');
  if (item.limitFrom === undefined) return missing('limitFrom', expected);
  const at = tryLocalInstant(item.limitFrom)?.at;
  const same = at !== undefined && spans.some((span) => span.low <= at && at <= span.high);
  return same ? undefined : wrong('limitFrom', expected, item.limitFrom);
};

const interpretationFlaw = (item: InboxItem, calls: readonly Evaluation[]): Flaw | undefined => {
  const shown = item.interpretation.filter((i) => i !== '>' && i !== '<').toSorted();
  const allowed = calls.flatMap((e) => e.call ?? []);
  const expected = allowed.map((a) => a.interpretation.join('+')).join(' or ');
  if (shown.length === 0) return missing('interpretation', expected);
  const fits = allowed.some(
    ({ interpretation, mayAlso }) =>
      shown.every((s) => interpretation.includes(s) || mayAlso.includes(s)) &&
      shown.some((s) => interpretation.includes(s)),
  );
  return fits ? undefined : wrong('interpretation', expected, shown.join('+'));
};

/** Figures of a change, where they are shown: a baseline that can be one, and its own difference (a loss may be negative). */
const changeFlaws = (item: InboxItem, calls: readonly Evaluation[]): (Flaw | undefined)[] => {
  const all = calls.flatMap((e) => e.call?.baselines ?? []);
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
    item.effective === undefined
      ? missing('effective', reading.effective)
      : sameInstant(item.effective, reading.effective)
        ? undefined
        : wrong('effective', reading.effective, item.effective),
    kinds.includes(item.kind) ? undefined : wrong('kind', kinds.join(' or '), item.kind),
    item.priority === undefined || item.priority === PRIORITY[item.kind]
      ? undefined
      : wrong('priority', PRIORITY[item.kind] ?? 'routine', item.priority),
  ];
};

const lateFlaws = (item: InboxItem, { late }: Demand): (Flaw | undefined)[] => {
  if (late === 'maybe') return [];
  if (late === 'yes')
    return [
      item.late === true ? undefined : item.late === false ? wrong('late', 'true', 'false') : missing('late', 'true'),
      item.submitted === undefined ? missing('submitted', 'when the reading was submitted') : undefined,
    ];
  return [item.late === true ? wrong('late', 'false', 'true') : undefined];
};

/** Every flaw of an item that a demand calls for. The order and the reading already match, or it would not be its item. */
export const flawsOf = (item: InboxItem, demand: Demand): Flaw[] => {
  const calls = demand.evaluations.filter((e) => e.call !== undefined);
  const kinds = [...new Set(calls.flatMap((e) => (e.call === undefined ? [] : [e.call.kind])))];
  return [
    ...simpleFlaws(item, demand, kinds),
    valueFlaw(item, demand),
    limitFlaw(item, calls),
    limitFromFlaw(item, calls),
    interpretationFlaw(item, calls),
    ...changeFlaws(item, calls),
    ...lateFlaws(item, demand),
  ].filter((flaw) => flaw !== undefined);
};

/** Equal numbers, however written; exported for the ranges of a filed reading. */
export const equalNumbers = sameNumber;

/** For a reading's own text: the digits must be the same, not only the number. */
export const sameDigits = (a: string, b: string): boolean => a === b && compare(rational(a), rational(b)) === 0;
