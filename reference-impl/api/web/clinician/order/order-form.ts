import type { Measure } from '../../../../../contract/domain/measure.ts';
import type { Order } from '../../../../../contract/domain/order.ts';
import { html, type Html } from '../../html.ts';
import { intervalText, ruleText } from '../../show/limits.ts';
import type { Names } from '../../show/names.ts';
import { unitText } from '../../show/quantity-text.ts';
import { CHANGES, type Entered, INTERVALS, type IntervalFields, type Problem } from './fields.ts';
import { keepField, type KeptPart } from './kept.ts';
import { unitsOf } from './order-of-form.ts';

/** A clinician or pool to choose. */
export interface Choice {
  readonly reference: string;
  readonly name: string;
}

/** The order that is changed, and what of it the form has no fields for. */
export interface Before {
  readonly order: Order;
  readonly kept: readonly KeptPart[];
  /** Of everybody whom it names. */
  readonly names: Names;
}

export interface OrderForm {
  readonly measure: Measure;
  readonly entered: Entered;
  readonly problems: readonly Problem[];
  readonly choices: readonly Choice[];
  /** What guidelines say, where it was asked for, or that the form was filled with it. */
  readonly advice?: Html | undefined;
  /** Absent: it is a new order. */
  readonly before?: Before;
}

type Option = readonly [value: string, name: string];

const invalid = (field: string, problems: readonly Problem[]): Html | undefined =>
  problems.some((problem) => problem.field === field)
    ? html` aria-invalid="true" aria-describedby="why-${field}"`
    : undefined;

const why = (field: string, problems: readonly Problem[]): Html | undefined => {
  const found = problems.find((problem) => problem.field === field);
  return found && html`<span class="hint" id="why-${field}">${found.text}</span>`;
};

const input = (
  field: string,
  label: string,
  { entered, problems }: OrderForm,
  mode: 'decimal' | 'numeric' | 'text' = 'decimal',
): Html =>
  html`<div>
    <label for="${field}">${label}</label
    ><input
      id="${field}"
      name="${field}"
      value="${entered(field)}"
      inputmode="${mode}"
      autocomplete="off"
      ${invalid(field, problems)}
    />${why(field, problems)}
  </div>`;

const select = (field: string, label: string, options: readonly Option[], { entered, problems }: OrderForm): Html =>
  html`<div>
    <label for="${field}">${label}</label
    ><select id="${field}" name="${field}" ${invalid(field, problems)}>
      ${options.map(
        ([value, name]) =>
          html`<option value="${value}" ${value === entered(field) && html` selected`}>${name}</option>`,
      )}</select
    >${why(field, problems)}
  </div>`;

const INCLUSIVE: readonly Option[] = [
  ['', 'no'],
  ['low', 'the lower'],
  ['high', 'the upper'],
  ['both', 'both'],
];
const DIRECTIONS: readonly Option[] = [
  ['gain', 'gain'],
  ['loss', 'loss'],
];

const interval = ({ name, title }: IntervalFields, form: OrderForm): Html =>
  html`<fieldset>
    <legend>${title}</legend>
    <div class="fields">
      ${input(`${name}-low`, 'Below', form)}${input(`${name}-high`, 'Above', form)}${select(`${name}-inclusive`, 'Limit itself, too', INCLUSIVE, form)}
    </div>
  </fieldset>`;

const change = (name: string, number: number, form: OrderForm): Html =>
  html`<fieldset>
    <legend>Change ${number}</legend>
    <div class="fields">
      ${select(`${name}-direction`, 'Direction', DIRECTIONS, form)}${input(`${name}-amount`, 'More than', form)}${input(`${name}-days`, 'Within days', form, 'numeric')}
    </div>
  </fieldset>`;

const more = (form: OrderForm): Html => {
  const people = form.choices.map(({ reference, name }): Option => [reference, name]);
  return html`<fieldset>
    <legend>Beside single readings</legend>
    <div class="fields">
      ${input('missing-hours', 'Item when nothing came for hours', form, 'numeric')}
      ${input('repeated-count', 'Abnormal only when repeated: count', form, 'numeric')}${input('repeated-hours', 'Repeated within hours', form, 'numeric')}
      ${input('digest-hours', 'Further ones join within hours', form, 'numeric')}
      ${input('escalation-minutes', 'Critical, not seen for minutes', form, 'numeric')}${select('escalation-to', 'Then a copy to', [['', 'nobody'], ...people], form)}
      ${input('summary-days', 'Summary every days', form, 'numeric')}
    </div>
  </fieldset>`;
};

/** Where a button leads that somebody presses by the Enter key, this is the first: it changes nothing. */
const guidance = (form: OrderForm): Html =>
  html`<fieldset>
    <legend>Reason</legend>
    <div class="fields">
      ${input('reason', 'ICD-10-CM code (may be empty)', form, 'text')}
      <div><button name="intent" value="suggest">Show what guidelines say</button></div>
    </div>
  </fieldset>`;

/** What the form cannot say of the order that is changed: each stays, unless its box is emptied. */
const keptParts = ({ before, entered }: OrderForm): Html | undefined => {
  if (before === undefined || before.kept.length === 0) return undefined;
  const { order, kept, names } = before;
  return html`<fieldset>
    <legend>Also in this order, and kept as it is</legend>
    ${kept.map(
      (part, i) =>
        html`<label class="box"
          ><input
            type="checkbox"
            name="${keepField(i)}"
            value="yes"
            ${entered(keepField(i)) !== '' && html` checked`}
          />
          ${part.kind === 'interval' ? intervalText(part.interval, order.unit) : ruleText(part.rule, names)}</label
        >`,
    )}
  </fieldset>`;
};

/** How long the order is in force; of a change, from when it holds. */
const times = (form: OrderForm): Html =>
  form.before === undefined
    ? html`${input('days', 'For days', form, 'numeric')}${input('back-days', 'Readings of the last days count, too', form, 'numeric')}`
    : html`${input('from-hours', 'Holds from, in hours from now (empty: at once)', form, 'numeric')}${input('days', 'New end, in days from now (empty: as it is)', form, 'numeric')}`;

/** The fields of an order. */
export const orderFields = (form: OrderForm): Html => {
  const units = unitsOf(form.measure, form.before?.order).map((unit): Option => [unit, unitText(unit)]);
  const people = form.choices.map(({ reference, name }): Option => [reference, name]);
  return html`${guidance(form)}${form.advice}
    <fieldset>
      <legend>The order</legend>
      <div class="fields">
        ${select('unit', 'Unit of all limits', units, form)}${times(form)}${select('responsible', 'Items go to', people, form)}
      </div>
    </fieldset>
    <h2>Limits for this patient</h2>
    <p class="muted">What is left empty raises nothing. One limit or change at least is needed.</p>
    ${INTERVALS[form.measure].map((one) => interval(one, form))}
    <h2>Changes and rules</h2>
    ${CHANGES.map((name, i) => change(name, i + 1, form))}${more(form)}${keptParts(form)}`;
};

/** What is wrong with an order that was not signed: each leads to its field. */
export const problemSummary = (problems: readonly Problem[]): Html | undefined =>
  problems.length === 0
    ? undefined
    : html`<div class="card problem" role="alert" tabindex="-1" autofocus>
        <h2>The order was not signed</h2>
        <ul>
          ${problems.map(
            ({ field, text }) => html`<li>${field === '' ? text : html`<a href="#${field}">${text}</a>`}</li>`,
          )}
        </ul>
      </div>`;
