import { DEFAULT_PRECISION, KG_PER_LB, MEASURE_OF_UNIT, MG_DL_PER_MMOL_L } from '../../../contract/codes/measures.ts';
import type { Order, Quantity, UnitCode } from '../../../contract/domain/index.ts';
import { over, rational, roundHalfUp, times, type Rational } from './rational.ts';

/** How many of the measure's base unit (mg/dL, kg) one of this unit is. */
const IN_BASE: Readonly<Record<UnitCode, Rational>> = {
  'mg/dL': { num: 1n, den: 1n },
  'mmol/L': rational(MG_DL_PER_MMOL_L),
  kg: { num: 1n, den: 1n },
  g: { num: 1n, den: 1000n },
  '[lb_av]': rational(KG_PER_LB),
};

export const sameMeasure = (a: UnitCode, b: UnitCode): boolean => MEASURE_OF_UNIT[a] === MEASURE_OF_UNIT[b];

/** Exact conversion, unrounded. The units must be of one measure (see sameMeasure). */
export const convert = (value: Rational, from: UnitCode, to: UnitCode): Rational =>
  from === to ? value : over(times(value, IN_BASE[from]), IN_BASE[to]);

/** Decimals that a limit in `unit` has: the order's own for its own unit, else the default. */
export const precisionOf = (order: Pick<Order, 'unit' | 'precision'>, unit: UnitCode): number =>
  unit === order.unit && order.precision !== undefined ? order.precision : DEFAULT_PRECISION[unit];

/** What a value is compared as: as sent in the same unit, else converted to the limit's unit and rounded half up. */
export const comparable = (value: Quantity, order: Pick<Order, 'unit' | 'precision'>): Rational => {
  const sent = rational(value.value);
  if (value.unit === order.unit) return sent;
  return roundHalfUp(convert(sent, value.unit, order.unit), precisionOf(order, order.unit));
};
