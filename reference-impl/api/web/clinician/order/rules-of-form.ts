import type { Identifier } from '../../../../../contract/domain/identifier.ts';
import type { UnitCode } from '../../../../../contract/domain/quantity.ts';
import type { Rule } from '../../../../../contract/domain/rule.ts';
import { CHANGES, type Entered } from './fields.ts';

/** A form that is read: each way gives undefined where nothing was entered, and where it is wrong, which it notes. */
export interface Reading {
  readonly entered: Entered;
  readonly decimal: (field: string) => string | undefined;
  readonly whole: (field: string, most: number) => number | undefined;
  readonly wrong: (field: string, text: string) => undefined;
}

const MOST_HOURS = 8760;
const MOST_DAYS = 365;
const MOST_MINUTES = 10_080;

/** Of two fields that belong together: neither, or both. */
const together = (form: Reading, first: string, second: string): boolean => {
  const [a, b] = [form.entered(first) !== '', form.entered(second) !== ''];
  if (a !== b) form.wrong(a ? second : first, 'This belongs to the field beside it: fill in both, or neither');
  return a && b;
};

const change = (name: string, form: Reading, unit: UnitCode): readonly Rule[] => {
  if (!together(form, `${name}-amount`, `${name}-days`)) return [];
  const direction = form.entered(`${name}-direction`);
  if (direction !== 'gain' && direction !== 'loss') form.wrong(`${name}-direction`, 'Choose gain or loss');
  const [value, days] = [form.decimal(`${name}-amount`), form.whole(`${name}-days`, MOST_DAYS)];
  if (value === undefined || days === undefined) return [];
  return [
    {
      kind: 'change',
      direction: direction === 'loss' ? 'loss' : 'gain',
      amount: { value, unit },
      window: { value: days, unit: 'd' },
      boundary: 'strict',
    },
  ];
};

const repeated = (form: Reading): readonly Rule[] => {
  if (!together(form, 'repeated-count', 'repeated-hours')) return [];
  const [count, hours] = [form.whole('repeated-count', 100), form.whole('repeated-hours', MOST_HOURS)];
  if (count === 1) form.wrong('repeated-count', 'Two readings at least');
  return count === undefined || hours === undefined
    ? []
    : [{ kind: 'repeated', count, window: { value: hours, unit: 'h' } }];
};

const escalation = (form: Reading, recipientOf: (choice: string) => Identifier | undefined): readonly Rule[] => {
  if (!together(form, 'escalation-minutes', 'escalation-to')) return [];
  const minutes = form.whole('escalation-minutes', MOST_MINUTES);
  const recipient = recipientOf(form.entered('escalation-to'));
  if (recipient === undefined) form.wrong('escalation-to', 'Choose somebody of the list');
  return minutes === undefined || recipient === undefined
    ? []
    : [{ kind: 'escalation', step: 1, after: { value: minutes, unit: 'min' }, recipient }];
};

/** The rules that a form asks for beside its limits. */
export const rulesOf = (
  form: Reading,
  unit: UnitCode,
  recipientOf: (choice: string) => Identifier | undefined,
): Rule[] => {
  const [missing, digest, summary] = [
    form.whole('missing-hours', MOST_HOURS),
    form.whole('digest-hours', MOST_HOURS),
    form.whole('summary-days', MOST_DAYS),
  ];
  return [
    ...CHANGES.flatMap((name) => change(name, form, unit)),
    ...repeated(form),
    ...(missing === undefined ? [] : [{ kind: 'missing', period: { value: missing, unit: 'h' } } as const]),
    ...(digest === undefined ? [] : [{ kind: 'digest', window: { value: digest, unit: 'h' } } as const]),
    ...escalation(form, recipientOf),
    ...(summary === undefined ? [] : [{ kind: 'summary', period: { value: summary, unit: 'd' } } as const]),
  ];
};
