import { KG_PER_LB, MEASURE_OF_UNIT, MG_DL_PER_MMOL_L } from '../../contract/codes/measures.ts';
import type { UnitCode } from '../../contract/domain/quantity.ts';
import { divide, type Fraction, fractionOf, multiply } from './fraction.ts';

const ONE = fractionOf('1');

/** How much of the measure's own unit (mg/dL, kg) one of each unit is. */
const IN_OWN_UNIT: Readonly<Record<UnitCode, Fraction>> = {
  'mg/dL': ONE,
  'mmol/L': fractionOf(MG_DL_PER_MMOL_L),
  kg: ONE,
  g: fractionOf('0.001'),
  '[lb_av]': fractionOf(KG_PER_LB),
};

/** Converts exactly between two units of one measure; throws for units of different measures. */
export const convert = (value: Fraction, from: UnitCode, to: UnitCode): Fraction => {
  if (from === to) return value;
  if (MEASURE_OF_UNIT[from] !== MEASURE_OF_UNIT[to])
    throw new TypeError(`${from} is no unit of the same measure as ${to}`);
  return divide(multiply(value, IN_OWN_UNIT[from]), IN_OWN_UNIT[to]);
};
