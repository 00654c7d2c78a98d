import { describe, expect, test } from 'vitest';
import type { Order } from '../../contract/domain/order.ts';
import { checkLimits } from '../orders/check-limits.ts';
import { checkRules } from '../orders/check-rules.ts';
import { orderOf } from '../world.test-helper.ts';
import { GUIDELINES } from './guidelines.ts';
import { suggest } from './suggest.ts';

const loinc = (code: string) => ({ system: 'http://loinc.org', code });
const icd = (code: string) => ({ system: 'http://hl7.org/fhir/sid/icd-10-cm', code });
const MDC_GLUCOSE = { system: 'urn:iso:std:iso:11073:10101', code: '160184' };

describe('a suggestion', () => {
  test.each([
    ['type 2 diabetes in mg/dL', loinc('41653-7'), icd('E11.65'), ['mg/dL']],
    ['type 1 diabetes in mmol/L', loinc('14743-9'), icd('E10'), ['mmol/L']],
    ['by a code of either unit', MDC_GLUCOSE, icd('E13.9'), ['mg/dL', 'mmol/L']],
    ['heart failure', loinc('29463-7'), icd('I50.9'), ['[lb_av]', 'kg']],
    ['another condition', loinc('41653-7'), icd('I10'), []],
    ['a category that only begins alike', loinc('41653-7'), icd('E110'), []],
    ['a condition by another system', loinc('41653-7'), { system: 'http://snomed.info/sct', code: 'E11' }, []],
    ['something nobody measures here', loinc('8867-4'), icd('E11'), []],
  ])('for %s', (_title, measure, condition, units) => {
    expect(suggest(measure, condition).map(({ unit }) => unit)).toEqual(units);
  });

  test('says what the guideline prints', () => {
    const [ada] = suggest(loinc('41653-7'), icd('E11.65'));
    expect(ada?.limits).toContainEqual({ tier: 'reference', low: '80', high: '130', context: 'pre-meal' });
    expect(ada?.limits).toContainEqual({ tier: 'critical', low: '54' });
    expect(ada?.source.url).toBe('https://doi.org/10.2337/dc25-S006');
  });
});

test.each(GUIDELINES.map((guideline) => [guideline.source.citation.slice(0, 40), guideline.unit, guideline] as const))(
  '%s in %s, once taken over, is an order that can be evaluated, and it names its source',
  (_title, _unit, { measure, unit, limits, rules, source }) => {
    const order: Order = orderOf({ measure, unit, limits: [...limits], rules: [...rules] });
    expect(checkLimits(order)).toBeUndefined();
    expect(checkRules(order)).toBeUndefined();
    expect(source.citation).not.toBe('');
    expect(new URL(source.url).protocol).toBe('https:');
  },
);
