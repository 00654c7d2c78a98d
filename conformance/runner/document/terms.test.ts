import { describe, expect, test } from 'vitest';
import { parseShown } from './reading-value.ts';
import { RuleTerm } from './rule-term.ts';
import { DecimalTerm, DurationTerm, QuantityTerm, WholeTerm } from './terms.ts';

describe('decimals', () => {
  test('keep the digits of a text', () => expect(DecimalTerm.parse('7.0')).toBe('7.0'));
  test('take a number of a TypeScript literal', () => expect(DecimalTerm.parse(5.4)).toBe('5.4'));
  test.each(['1,5', '', 'abc', '1.', '.5', Number.NaN])('refuse %s', (value) =>
    expect(DecimalTerm.safeParse(value).success).toBe(false),
  );
});

describe('quantities', () => {
  test('are a decimal and a unit', () => expect(QuantityTerm.parse('2.0 kg')).toEqual({ value: '2.0', unit: 'kg' }));
  test.each(['2', '2kg', '2 stone', 'two kg', '2 kg more'])('refuse %s', (text) =>
    expect(QuantityTerm.safeParse(text).error?.issues[0]?.message).toMatch(/such as "2 kg"/),
  );
});

describe('lengths of time', () => {
  test.each([
    ['3 d', { value: 3, unit: 'd' }],
    ['24h', { value: 24, unit: 'h' }],
    ['1 wk', { value: 1, unit: 'wk' }],
  ])('%s', (text, value) => expect(DurationTerm.parse(text)).toEqual(value));
  test.each(['0 d', '3', '3 days', '-1 d', '1.5 d'])('refuse %s', (text) =>
    expect(DurationTerm.safeParse(text).success).toBe(false),
  );
});

test.each([
  ['12', 12],
  [12, 12],
])('whole numbers come as text from YAML and as numbers from TypeScript: %j', (given, value) =>
  expect(WholeTerm.parse(given)).toBe(value),
);

describe('what a meter shows', () => {
  test.each([
    ['212 mg/dL', 'glucose', { kind: 'value', quantity: { value: '212', unit: 'mg/dL' } }],
    ['7.0 mmol/L', 'glucose', { kind: 'value', quantity: { value: '7.0', unit: 'mmol/L' } }],
    ['181.50 [lb_av]', 'weight', { kind: 'value', quantity: { value: '181.50', unit: '[lb_av]' } }],
    ['HI', undefined, { kind: 'off-scale', direction: 'high' }],
    ['LO', undefined, { kind: 'off-scale', direction: 'low' }],
    ['>600 mg/dL', 'glucose', { kind: 'off-scale', direction: 'high', bound: { value: '600', unit: 'mg/dL' } }],
    ['<20 mg/dL', 'glucose', { kind: 'off-scale', direction: 'low', bound: { value: '20', unit: 'mg/dL' } }],
    ['failed', undefined, { kind: 'absent', reason: 'error' }],
  ])('%s', (text, measure, result) => {
    expect(parseShown(text)?.measure).toBe(measure);
    expect(parseShown(text)?.result).toEqual(result);
  });
  test.each(['212', '212 mg', '212mg/dL', 'hi', '1,5 mmol/L', '', '212 mg/dL or so'])('not "%s"', (text) =>
    expect(parseShown(text)).toBeUndefined(),
  );
});

test('a rule is what the domain says, in words', () => {
  const rule = { kind: 'change', direction: 'gain', amount: '2 kg', window: '3 d' };
  expect(RuleTerm.parse(rule)).toEqual({
    ...rule,
    amount: { value: '2', unit: 'kg' },
    window: { value: 3, unit: 'd' },
  });
  expect(RuleTerm.safeParse({ ...rule, direction: 'up' }).success).toBe(false);
  expect(RuleTerm.safeParse({ ...rule, amout: '2 kg' }).success).toBe(false);
});
