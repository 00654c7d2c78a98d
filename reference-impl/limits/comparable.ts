import { DEFAULT_PRECISION } from '../../contract/codes/measures.ts';
import type { Order } from '../../contract/domain/order.ts';
import type { Quantity, UnitCode } from '../../contract/domain/quantity.ts';
import type { convert as Convert } from './convert.ts';
import { type Fraction, fractionOf, roundHalfUp } from './fraction.ts';

/** Decimals that a number in `unit` is rounded to under this order (contract: Evaluation). */
export const precisionOf = (order: Pick<Order, 'unit' | 'precision'>, unit: UnitCode): number =>
  unit === order.unit && order.precision !== undefined ? order.precision : DEFAULT_PRECISION[unit];

/**
 * The number that is held against a limit of the order: as sent when the units are the same, else
 * converted to the limit's unit and rounded half up to the limit's precision.
 */
export const comparable = (
  quantity: Quantity,
  order: Pick<Order, 'unit' | 'precision'>,
  use: { readonly convert: typeof Convert },
): Fraction => {
  const value = fractionOf(quantity.value);
  if (quantity.unit === order.unit) return value;
  return roundHalfUp(use.convert(value, quantity.unit, order.unit), precisionOf(order, order.unit));
};
