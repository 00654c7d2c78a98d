import { describe, expect, test } from 'vitest';
import { refuse } from '../../../../../contract/refusal.ts';
import { msOf } from '../../../../clock/instant.ts';
import { checkLimits } from '../../../../orders/check-limits.ts';
import { checkRules } from '../../../../orders/check-rules.ts';
import { JANE, RIVERA } from '../../../../world.test-helper.ts';
import { orderOfForm } from './order-of-form.ts';
import { problemOfRefusal } from './problem-of-refusal.ts';

type Fields = Readonly<Record<string, string>>;

const orderOf = (fields: Fields) => {
  const made = orderOfForm((field) => ({ unit: 'mg/dL', days: '30', responsible: 'me', ...fields })[field] ?? '', {
    measure: 'glucose',
    patient: JANE,
    requester: RIVERA,
    key: 'k1',
    nowMs: msOf('2026-03-03T12:00:00Z'),
    recipientOf: () => RIVERA,
  });
  if ('problems' in made) throw new Error(JSON.stringify(made.problems));
  return made.order;
};

const change = (n: number, amount: string): Fields => ({
  [`change-${n}-direction`]: 'gain',
  [`change-${n}-amount`]: amount,
  [`change-${n}-days`]: '3',
});

describe('what the pipeline refuses is said beside its field', () => {
  test.each<[string, Fields, string]>([
    ['a critical limit inside the others', { 'abnormal-high': '160', 'critical-high': '100' }, 'critical-high'],
    ['one on the other side', { 'abnormal-low': '70', 'critical-low': '80' }, 'critical-low'],
    ['low above high, before a meal', { 'before-meal-low': '150', 'before-meal-high': '100' }, 'before-meal-high'],
    ['finer than is evaluated', { 'abnormal-high': '160.55' }, 'abnormal-high'],
    ['no limit at all', {}, 'abnormal-low'],
    ['a change by nothing', { ...change(1, '2'), ...change(2, '0') }, 'change-2-amount'],
    ['two changes of one kind', { ...change(1, '2'), ...change(3, '4') }, 'change-3-amount'],
  ])('%s', (_name, fields, field) => {
    const order = orderOf(fields);
    const refusal = checkLimits(order) ?? checkRules(order);
    if (refusal === undefined) throw new Error('nothing refuses it');
    const problem = problemOfRefusal(refusal, order, (name) => fields[name] ?? '');
    expect(problem.field).toBe(field);
    expect(problem.text.length).toBeGreaterThan(10);
  });

  const order = orderOf({ 'abnormal-high': '160' });
  test.each<[Parameters<typeof refuse>, string]>([
    [['recipient-unknown', 'ServiceRequest.performer'], 'responsible'],
    [['recipient-unknown', 'ServiceRequest.modifierExtension'], 'escalation-to'],
    [['limits-contradictory', 'ServiceRequest.modifierExtension', 'two rules of the kind missing'], 'missing-hours'],
    [['bad-value', 'ServiceRequest.occurrencePeriod', 'the end must be after the start'], 'days'],
    [['effective-from-too-early', 'ServiceRequest.occurrencePeriod.start'], 'back-days'],
    [['effective-from-too-early', "ServiceRequest.extension('limits-effective-from')"], 'from-hours'],
    [['stale-version', 'ServiceRequest.meta.versionId'], ''],
    [['scope'], ''],
  ])('%j', (refused, field) => {
    const { refusal } = refuse(...refused);
    expect(problemOfRefusal(refusal, order, () => '').field).toBe(field);
  });
});
