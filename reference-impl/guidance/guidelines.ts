import type { Interval } from '../../contract/domain/limit.ts';
import type { Measure } from '../../contract/domain/measure.ts';
import type { UnitCode } from '../../contract/domain/quantity.ts';
import type { ChangeRule } from '../../contract/domain/rule.ts';

/** What a guideline says of one measure in one unit, for whom, and where it says so. */
export interface Guideline {
  readonly measure: Measure;
  readonly unit: UnitCode;
  /** ICD-10-CM categories, such as `E11`: each stands for all its codes. */
  readonly conditions: readonly string[];
  readonly limits: readonly Interval[];
  readonly rules: readonly ChangeRule[];
  readonly source: { readonly citation: string; readonly url: string };
}

const DIABETES = ['E10', 'E11', 'E13'];
const HEART_FAILURE = ['I50'];

const ADA = {
  citation:
    'American Diabetes Association, Standards of Care in Diabetes 2025, section 6: many nonpregnant adults, before a meal 80-130 mg/dL, peak after it below 180 mg/dL; hypoglycemia level 1 below 70, level 2 below 54 mg/dL',
  url: 'https://doi.org/10.2337/dc25-S006',
};
const MEDLINE_PLUS = {
  citation:
    'MedlinePlus, Heart failure - home monitoring: call if the weight goes up by more than 3 pounds in a day or 5 pounds in a week',
  url: 'https://medlineplus.gov/ency/patientinstructions/000113.htm',
};
const ESC = {
  citation:
    'European Society of Cardiology, 2021 Guidelines for the diagnosis and treatment of acute and chronic heart failure: sudden unexpected weight gain of more than 2 kg in 3 days',
  url: 'https://doi.org/10.1093/eurheartj/ehab368',
};

/** "Below 180" leaves 180 itself outside: that bound is inclusive. The figures are those that the guideline prints for the unit. */
const glucose = (unit: UnitCode, figures: readonly [string, string, string, string, string]): Guideline => {
  const [lowBefore, highBefore, highAfter, level1, level2] = figures;
  return {
    measure: 'glucose',
    unit,
    conditions: DIABETES,
    limits: [
      { tier: 'reference', low: level1 },
      { tier: 'reference', low: lowBefore, high: highBefore, context: 'pre-meal' },
      { tier: 'reference', high: highAfter, inclusive: 'high', context: 'post-meal' },
      { tier: 'critical', low: level2 },
    ],
    rules: [],
    source: ADA,
  };
};

const gain = (value: string, unit: UnitCode, days: number): ChangeRule => ({
  kind: 'change',
  direction: 'gain',
  amount: { value, unit },
  window: { value: days, unit: 'd' },
  boundary: 'strict',
});

/**
 * Figures for a clinician to take over or not; no order ever has them by itself. Source: reference/standards.md 6.1 and
 * 6.2, the figures that have a source there.
 */
export const GUIDELINES: readonly Guideline[] = [
  glucose('mg/dL', ['80', '130', '180', '70', '54']),
  glucose('mmol/L', ['4.4', '7.2', '10.0', '3.9', '3.0']),
  {
    measure: 'weight',
    unit: '[lb_av]',
    conditions: HEART_FAILURE,
    limits: [],
    rules: [gain('3', '[lb_av]', 1), gain('5', '[lb_av]', 7)],
    source: MEDLINE_PLUS,
  },
  { measure: 'weight', unit: 'kg', conditions: HEART_FAILURE, limits: [], rules: [gain('2', 'kg', 3)], source: ESC },
];
