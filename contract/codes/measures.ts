import type { Coding, MealContext, Measure } from '../domain/measure.ts';
import type { UnitCode } from '../domain/quantity.ts';
import { SYSTEM } from './canonical.ts';

/** What one code admits. `units` are the only units it may carry (contract: admission 1). */
export interface MeasureCode {
  readonly coding: Coding;
  readonly measure: Measure;
  readonly units: readonly UnitCode[];
  readonly display: string;
}

const loinc = (code: string): Coding => ({ system: SYSTEM.loinc, code });
const mdc = (code: string): Coding => ({ system: SYSTEM.mdc, code });

const GLUCOSE_MASS: readonly UnitCode[] = ['mg/dL'];
const GLUCOSE_MOLES: readonly UnitCode[] = ['mmol/L'];
const GLUCOSE_ANY: readonly UnitCode[] = ['mg/dL', 'mmol/L'];
const WEIGHT: readonly UnitCode[] = ['kg', 'g', '[lb_av]'];

/** Every code a reading may carry. Source: LOINC names by standards.md 4.1 and 4.3, MDC terms by 4.2. */
export const MEASURE_CODES: readonly MeasureCode[] = [
  {
    coding: loinc('41653-7'),
    measure: 'glucose',
    units: GLUCOSE_MASS,
    display: 'Glucose [Mass/volume] in Capillary blood by Glucometer',
  },
  {
    coding: loinc('14743-9'),
    measure: 'glucose',
    units: GLUCOSE_MOLES,
    display: 'Glucose [Moles/volume] in Capillary blood by Glucometer',
  },
  { coding: mdc('160184'), measure: 'glucose', units: GLUCOSE_ANY, display: 'MDC_CONC_GLU_CAPILLARY_WHOLEBLOOD' },
  { coding: mdc('160188'), measure: 'glucose', units: GLUCOSE_ANY, display: 'MDC_CONC_GLU_CAPILLARY_PLASMA' },
  { coding: loinc('29463-7'), measure: 'weight', units: WEIGHT, display: 'Body weight' },
  { coding: loinc('3141-9'), measure: 'weight', units: WEIGHT, display: 'Body weight Measured' },
  { coding: mdc('188736'), measure: 'weight', units: WEIGHT, display: 'MDC_MASS_BODY_ACTUAL' },
];

/** Control solution: a result of the meter's own test liquid, never of the patient (IEEE 11073-10417). */
export const CONTROL_SOLUTION: Coding = mdc('160208');

/** The same said as the place where the sample was taken: MDC_CTXT_GLU_SAMPLELOCATION_CTRLSOLUTION, 29252 of partition 128. */
export const CONTROL_SOLUTION_SAMPLE: Coding = mdc('8417860');

/** The LOINC code a sender of ours uses for a unit. */
export const LOINC_FOR_UNIT: Readonly<Record<UnitCode, Coding>> = {
  'mg/dL': loinc('41653-7'),
  'mmol/L': loinc('14743-9'),
  kg: loinc('29463-7'),
  g: loinc('29463-7'),
  '[lb_av]': loinc('29463-7'),
};

export const findMeasureCode = (coding: Coding): MeasureCode | undefined =>
  MEASURE_CODES.find((m) => m.coding.system === coding.system && m.coding.code === coding.code);

/** What a unit measures; a limit's unit must fit its order's measure. */
export const MEASURE_OF_UNIT: Readonly<Record<UnitCode, Measure>> = {
  'mg/dL': 'glucose',
  'mmol/L': 'glucose',
  kg: 'weight',
  g: 'weight',
  '[lb_av]': 'weight',
};

/** MDC meal context terms (partition 128). 8417908 is disputed between sources: standards.md 4.2. */
export const MEAL_CONTEXT_MDC: Readonly<Record<MealContext, string>> = {
  'pre-meal': '8417868',
  'post-meal': '8417872',
  fasting: '8417876',
  casual: '8417880',
  bedtime: '8417908',
};
export const MEAL_CONTEXT_KEY_MDC = '8417864';

/** Suffix of a v2 limit row's OBX-4 for a meal context. */
export const MEAL_CONTEXT_V2: Readonly<Record<MealContext, string>> = {
  'pre-meal': 'PRE',
  'post-meal': 'POST',
  fasting: 'FAST',
  casual: 'CASUAL',
  bedtime: 'BED',
};

/** SNOMED CT order codes. Current edition not checked: standards.md 4.5. */
export const ORDER_CODE: Readonly<Record<Measure, { readonly code: string; readonly display: string }>> = {
  glucose: { code: '359772000', display: 'Glucose monitoring at home' },
  weight: { code: '307818003', display: 'Weight monitoring' },
};

/** Unit of an order that says none. */
export const DEFAULT_UNIT = { glucose: 'mg/dL', weight: 'kg' } as const satisfies Readonly<Record<Measure, UnitCode>>;

/** Decimals of a limit where the order states none (contract: Evaluation). Grams have none. */
export const DEFAULT_PRECISION: Readonly<Record<UnitCode, number>> = {
  'mg/dL': 0,
  'mmol/L': 1,
  kg: 1,
  g: 0,
  '[lb_av]': 1,
};

/** Exact factors, as text, because each side does its own arithmetic. Source: contract.md, Evaluation. */
export const MG_DL_PER_MMOL_L = '18.0156';
export const KG_PER_LB = '0.45359237';
