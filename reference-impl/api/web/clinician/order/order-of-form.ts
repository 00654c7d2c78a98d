import { SYSTEM } from '../../../../../contract/codes/canonical.ts';
import { isDecimalText } from '../../../../../contract/domain/decimal.ts';
import type { Identifier } from '../../../../../contract/domain/identifier.ts';
import type { Interval } from '../../../../../contract/domain/limit.ts';
import type { Measure } from '../../../../../contract/domain/measure.ts';
import type { Order } from '../../../../../contract/domain/order.ts';
import type { UnitCode } from '../../../../../contract/domain/quantity.ts';
import { compact } from '../../../../../contract/wire/json/compact.ts';
import { isoOf } from '../../../../clock/instant.ts';
import { type Entered, INTERVALS, type IntervalFields, type Problem, UNITS } from './fields.ts';
import { keepField, type KeptPart } from './kept.ts';
import { type Reading, rulesOf } from './rules-of-form.ts';

/** What an order has from elsewhere than the form. */
export interface OrderFacts {
  readonly measure: Measure;
  readonly patient: Identifier;
  readonly requester: Identifier;
  /** Value of the order's identifier. */
  readonly key: string;
  readonly nowMs: number;
  /** The clinician or pool of a choice, `PractitionerRole/c1`. */
  readonly recipientOf: (choice: string) => Identifier | undefined;
  /** The version that is changed, and what of it the form has no fields for; absent: it is a new order. */
  readonly before?: { readonly order: Order; readonly kept: readonly KeptPart[] };
}

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const MOST_DAYS = 3650;
const MOST_HOURS = 8760;
/** ICD-10-CM: a letter, a digit, and what follows. */
const REASON = /^[A-Z]\d[\dA-Z](?:\.[\dA-Z]{1,4})?$/;
const INCLUSIVE = ['low', 'high', 'both'] as const;

/** Reads fields one by one and keeps what is wrong with them. */
const readingOf = (entered: Entered): Reading & { readonly problems: readonly Problem[] } => {
  const problems: Problem[] = [];
  const wrong = (field: string, text: string): undefined => {
    problems.push({ field, text });
  };
  return {
    problems,
    entered,
    wrong,
    decimal: (field) => {
      const text = entered(field);
      if (text === '') return undefined;
      const isNumber: boolean = isDecimalText(text);
      return isNumber ? text : wrong(field, `${text.slice(0, 20)} is no number: write it like 7.5`);
    },
    whole: (field, most) => {
      const text = entered(field);
      if (text === '') return undefined;
      const number = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
      return number >= 1 && number <= most
        ? number
        : wrong(field, `${text.slice(0, 20)} is not usable: a whole number from 1 to ${most}`);
    },
  };
};

const intervalOf = ({ name, tier, context }: IntervalFields, form: Reading): readonly Interval[] => {
  const [low, high] = [form.decimal(`${name}-low`), form.decimal(`${name}-high`)];
  const said = form.entered(`${name}-inclusive`);
  const inclusive = INCLUSIVE.find((one) => one === said);
  if (said !== '' && inclusive === undefined) form.wrong(`${name}-inclusive`, 'Choose one of the list');
  return low === undefined && high === undefined ? [] : [compact({ tier, low, high, inclusive, context })];
};

/** Units that an order may be in: those of the form, and the one that it has. */
export const unitsOf = (measure: Measure, before?: Order): readonly UnitCode[] => [
  ...new Set([...(before === undefined ? [] : [before.unit]), ...UNITS[measure]]),
];

const unitOf = ({ measure, before }: OrderFacts, form: Reading): UnitCode => {
  const units = unitsOf(measure, before?.order);
  const unit = units.find((one) => one === form.entered('unit'));
  if (unit === undefined) form.wrong('unit', 'Choose a unit of the list');
  return unit ?? units[0] ?? 'kg';
};

/** What came with the order from elsewhere stays as it was written there, whatever it looks like. */
const reasonOf = (form: Reading, { before }: OrderFacts): string | undefined => {
  const said = form.entered('reason');
  if (said === '') return undefined;
  if (said === before?.order.reason?.trim()) return before?.order.reason;
  const text = said.toUpperCase();
  return REASON.test(text) ? text : form.wrong('reason', 'An ICD-10-CM code is written like E11.65');
};

const recipientOf = (form: Reading, { recipientOf: find, requester }: OrderFacts): Identifier =>
  find(form.entered('responsible')) ?? form.wrong('responsible', 'Choose who gets the items') ?? requester;

/** Days that the order reaches back; 0 where none are said. */
const backDays = (form: Reading): number =>
  form.entered('back-days') === '0' ? 0 : (form.whole('back-days', 30) ?? 0);

/** What the form has no fields for, as far as it is to stay. Its limits are in the unit that the order had. */
const keptOf = (form: Reading, unit: UnitCode, { before }: OrderFacts) => {
  const staying = (before?.kept ?? []).filter((_, i) => form.entered(keepField(i)) !== '');
  const limits = staying.flatMap((part) => (part.kind === 'interval' ? [part.interval] : []));
  if (limits.length > 0 && unit !== before?.order.unit)
    form.wrong(
      'unit',
      'A limit that is kept below is in the unit of before: leave that unit, or do not keep the limit',
    );
  return { limits, rules: staying.flatMap((part) => (part.kind === 'rule' ? [part.rule] : [])) };
};

/** From when to when it is in force. A change leaves the start, and the end where no new one is entered. */
const periodOf = (form: Reading, { before, nowMs }: OrderFacts): Order['period'] => {
  const days = form.whole('days', MOST_DAYS);
  if (before === undefined && form.entered('days') === '') form.wrong('days', 'Say for how many days it is ordered');
  const end = isoOf(nowMs + (days ?? 1) * DAY_MS);
  if (before === undefined) return { start: isoOf(nowMs - backDays(form) * DAY_MS), end };
  return { start: before.order.period.start, end: days === undefined ? before.order.period.end : end };
};

/** From when a change holds; undefined: at once, or it is a new order. */
const effectiveFromOf = (form: Reading, { before, nowMs }: OrderFacts): string | undefined => {
  if (before === undefined || form.entered('from-hours') === '0') return undefined;
  const hours = form.whole('from-hours', MOST_HOURS);
  return hours === undefined ? undefined : isoOf(nowMs + hours * HOUR_MS);
};

/**
 * The order that a form says, or everything that is wrong with it; of a change the whole next version. Whether limits fit
 * together, the pipeline decides.
 */
export const orderOfForm = (
  entered: Entered,
  facts: OrderFacts,
): { readonly order: Order } | { readonly problems: readonly Problem[] } => {
  const form = readingOf(entered);
  const unit = unitOf(facts, form);
  const limits = INTERVALS[facts.measure].flatMap((interval) => intervalOf(interval, form));
  const rules = rulesOf(form, unit, facts.recipientOf);
  const kept = keptOf(form, unit, facts);
  const before = facts.before?.order;
  const order: Order = compact({
    identifier: before?.identifier ?? { system: SYSTEM.order, value: facts.key },
    patient: facts.patient,
    measure: facts.measure,
    status: before?.status ?? ('active' as const),
    requester: facts.requester,
    responsible: recipientOf(form, facts),
    authoredOn: isoOf(facts.nowMs),
    period: periodOf(form, facts),
    effectiveFrom: effectiveFromOf(form, facts),
    unit,
    // So many decimals of another unit are another precision.
    precision: before?.unit === unit ? before.precision : undefined,
    limits: [...limits, ...kept.limits],
    rules: [...rules, ...kept.rules],
    reason: reasonOf(form, facts),
    group: before?.group,
  });
  return form.problems.length > 0 ? { problems: form.problems } : { order };
};
