import { describe, expect, test } from 'vitest';
import type { Order } from '../../../../../contract/domain/order.ts';
import { msOf } from '../../../../clock/instant.ts';
import { GUIDELINES } from '../../../../guidance/guidelines.ts';
import { checkLimits } from '../../../../orders/check-limits.ts';
import { checkRules } from '../../../../orders/check-rules.ts';
import { JANE, orderOf as ehrOrder, POOL, RIVERA } from '../../../../world.test-helper.ts';
import { UNITS } from './fields.ts';
import { orderOfForm, type OrderFacts } from './order-of-form.ts';
import { takenOver } from './take-over.ts';

const FACTS: OrderFacts = {
  measure: 'glucose',
  patient: JANE,
  requester: RIVERA,
  key: 'k1',
  nowMs: msOf('2026-03-03T12:00:00Z'),
  recipientOf: (choice) => ({ me: RIVERA, pool: POOL })[choice],
};
const LEAST = { unit: 'mg/dL', days: '30', responsible: 'me' };
type Fields = Readonly<Record<string, string>>;

const decoded = (fields: Fields, facts: Partial<OrderFacts> = {}) =>
  orderOfForm((field) => ({ ...LEAST, ...fields })[field] ?? '', { ...FACTS, ...facts });
const orderOf = (fields: Fields, facts: Partial<OrderFacts> = {}): Order => {
  const result = decoded(fields, facts);
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return result.order;
};
const wrongFields = (fields: Fields): readonly string[] => {
  const result = decoded(fields);
  return 'problems' in result ? result.problems.map(({ field }) => field) : [];
};

describe('an order of a form', () => {
  test('has the limits as they were written, digit by digit, and none that were not', () => {
    const order = orderOf({ 'abnormal-high': '160.0', 'critical-low': '54', 'critical-inclusive': 'low' });
    expect(order.limits).toEqual([
      { tier: 'reference', high: '160.0' },
      { tier: 'critical', low: '54', inclusive: 'low' },
    ]);
    expect(order.rules).toEqual([]);
    expect(order).toMatchObject({ patient: JANE, requester: RIVERA, responsible: RIVERA, status: 'active' });
  });

  test('holds from now, or as far back as was said', () => {
    expect(orderOf({}).period).toEqual({ start: '2026-03-03T12:00:00.000Z', end: '2026-04-02T12:00:00.000Z' });
    expect(orderOf({ 'back-days': '2' }).period.start).toBe('2026-03-01T12:00:00.000Z');
    expect(orderOf({ 'back-days': '0' }).period.start).toBe('2026-03-03T12:00:00.000Z');
  });

  test('has every rule that was asked for', () => {
    const { rules, responsible, reason } = orderOf({
      'change-2-direction': 'loss',
      'change-2-amount': '2.5',
      'change-2-days': '3',
      'repeated-count': '3',
      'repeated-hours': '24',
      'missing-hours': '48',
      'digest-hours': '6',
      'escalation-minutes': '30',
      'escalation-to': 'pool',
      'summary-days': '7',
      responsible: 'pool',
      reason: 'e11.65',
    });
    expect(rules).toEqual([
      {
        kind: 'change',
        direction: 'loss',
        amount: { value: '2.5', unit: 'mg/dL' },
        window: { value: 3, unit: 'd' },
        boundary: 'strict',
      },
      { kind: 'repeated', count: 3, window: { value: 24, unit: 'h' } },
      { kind: 'missing', period: { value: 48, unit: 'h' } },
      { kind: 'digest', window: { value: 6, unit: 'h' } },
      { kind: 'escalation', step: 1, after: { value: 30, unit: 'min' }, recipient: POOL },
      { kind: 'summary', period: { value: 7, unit: 'd' } },
    ]);
    expect([responsible, reason]).toEqual([POOL, 'E11.65']);
  });

  test.each<[string, Fields, string]>([
    ['a comma in a number', { 'abnormal-high': '7,5' }, 'abnormal-high'],
    ['a number with its unit', { 'critical-low': '54 mg/dL' }, 'critical-low'],
    ['a unit of another measure', { unit: 'kg' }, 'unit'],
    ['no unit', { unit: '' }, 'unit'],
    ['nobody of the list', { responsible: 'x' }, 'responsible'],
    ['no length', { days: '' }, 'days'],
    ['a length of nothing', { days: '0' }, 'days'],
    ['a length without an end', { days: '9999' }, 'days'],
    ['further back than is taken', { 'back-days': '31' }, 'back-days'],
    ['a fraction of a day', { 'summary-days': '1.5' }, 'summary-days'],
    ['an amount without days', { 'change-1-direction': 'gain', 'change-1-amount': '2' }, 'change-1-days'],
    ['a change of no direction', { 'change-1-amount': '2', 'change-1-days': '3' }, 'change-1-direction'],
    ['repeated once', { 'repeated-count': '1', 'repeated-hours': '3' }, 'repeated-count'],
    ['an escalation to nobody', { 'escalation-minutes': '30' }, 'escalation-to'],
    ['an escalation to somebody else', { 'escalation-minutes': '30', 'escalation-to': 'x' }, 'escalation-to'],
    ['an inclusion of something', { 'abnormal-inclusive': 'all' }, 'abnormal-inclusive'],
    ['a reason that is no code', { reason: 'diabetes' }, 'reason'],
  ])('is not made of %s, and the field is named', (_name, fields, field) => {
    expect(wrongFields(fields)).toContain(field);
  });

  test('tells everything that is wrong at once', () => {
    expect(wrongFields({ 'abnormal-high': 'x', days: 'y', unit: 'z' })).toEqual(['unit', 'abnormal-high', 'days']);
  });
});

describe('a change of a form', () => {
  const BEFORE = ehrOrder({ reason: 'e1165', precision: 0 });
  const change = (fields: Fields) =>
    orderOf({ 'abnormal-high': '180', ...fields }, { before: { order: BEFORE, kept: [] } });

  test('keeps the reason as it came from elsewhere; another one is a code', () => {
    expect(change({ reason: 'e1165' }).reason).toBe('e1165');
    expect(change({ reason: 'e11.9' }).reason).toBe('E11.9');
    expect(change({}).reason).toBeUndefined();
  });

  test('keeps the decimals of the unit that it had, and takes them to no other', () => {
    expect(change({}).precision).toBe(0);
    const inOther = change({ unit: 'mmol/L', 'abnormal-high': '7.2' });
    expect([inOther.precision, checkLimits(inOther)]).toEqual([undefined, undefined]);
  });
});

describe.each(GUIDELINES.map((guideline) => [`${guideline.measure} in ${guideline.unit}`, guideline] as const))(
  'a guideline of %s, taken over',
  (_name, guideline) => {
    const before: Fields = { ...LEAST, 'critical-high': '999', 'implausible-high': '1500', 'change-3-amount': '9' };
    const takenFrom = (unit: string) =>
      takenOver((field) => (field === 'unit' ? unit : (before[field] ?? '')), guideline);
    const entered = takenFrom(guideline.unit);
    const result = orderOfForm(entered, { ...FACTS, measure: guideline.measure });

    test('is an order with exactly its limits and changes, that can be evaluated', () => {
      if ('problems' in result) throw new Error(JSON.stringify(result.problems));
      const { limits, rules, unit } = result.order;
      const clinical = limits.filter(({ tier }) => tier !== 'absolute');
      const byName = (a: object, b: object) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
      expect(clinical.toSorted(byName)).toEqual(guideline.limits.toSorted(byName));
      expect([rules, unit]).toEqual([guideline.rules, guideline.unit]);
      expect([checkLimits(result.order), checkRules(result.order)]).toEqual([undefined, undefined]);
    });

    test('leaves what it says nothing of', () => {
      expect([entered('implausible-high'), entered('days'), entered('responsible')]).toEqual(['1500', '30', 'me']);
    });

    test('leaves no bound of another unit: the same number is another one there', () => {
      for (const unit of UNITS[guideline.measure].filter((one) => one !== guideline.unit))
        expect([unit, takenFrom(unit)('implausible-high')]).toEqual([unit, '']);
    });
  },
);
