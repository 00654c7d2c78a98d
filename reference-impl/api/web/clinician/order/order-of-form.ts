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
}

const DAY_MS = 86_400_000;
const MOST_DAYS = 3650;
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

const unitOf = (measure: Measure, form: Reading): UnitCode => {
  const unit = UNITS[measure].find((one) => one === form.entered('unit'));
  if (unit === undefined) form.wrong('unit', 'Choose a unit of the list');
  return unit ?? UNITS[measure][0] ?? 'kg';
};

const reasonOf = (form: Reading): string | undefined => {
  const text = form.entered('reason').toUpperCase();
  if (text === '') return undefined;
  return REASON.test(text) ? text : form.wrong('reason', 'An ICD-10-CM code is written like E11.65');
};

const recipientOf = (form: Reading, { recipientOf: find, requester }: OrderFacts): Identifier =>
  find(form.entered('responsible')) ?? form.wrong('responsible', 'Choose who gets the items') ?? requester;

/** Days that the order reaches back; 0 where none are said. */
const backDays = (form: Reading): number =>
  form.entered('back-days') === '0' ? 0 : (form.whole('back-days', 30) ?? 0);

/** The order that a form says, or everything that is wrong with it. Whether limits fit together, the pipeline decides. */
export const orderOfForm = (
  entered: Entered,
  facts: OrderFacts,
): { readonly order: Order } | { readonly problems: readonly Problem[] } => {
  const form = readingOf(entered);
  const unit = unitOf(facts.measure, form);
  const limits = INTERVALS[facts.measure].flatMap((interval) => intervalOf(interval, form));
  const rules = rulesOf(form, unit, facts.recipientOf);
  const days = form.whole('days', MOST_DAYS);
  if (days === undefined && entered('days') === '') form.wrong('days', 'Say for how many days it is ordered');
  const order: Order = compact({
    identifier: { system: SYSTEM.order, value: facts.key },
    patient: facts.patient,
    measure: facts.measure,
    status: 'active' as const,
    requester: facts.requester,
    responsible: recipientOf(form, facts),
    authoredOn: isoOf(facts.nowMs),
    period: {
      start: isoOf(facts.nowMs - backDays(form) * DAY_MS),
      end: isoOf(facts.nowMs + (days ?? 1) * DAY_MS),
    },
    unit,
    limits,
    rules,
    reason: reasonOf(form),
  });
  return form.problems.length > 0 ? { problems: form.problems } : { order };
};
