import type { Order } from '../../contract/domain/order.ts';
import type { Quantity, UnitCode } from '../../contract/domain/quantity.ts';
import { precisionOf } from './comparable.ts';
import type { convert as Convert } from './convert.ts';
import { type Fraction, fractionOf, roundHalfUp, subtract } from './fraction.ts';

/**
 * `later` minus `earlier` in `unit`, the unit of the amount it is held against: unrounded when all
 * three share a unit, else both are converted exactly, subtracted, and rounded half up once.
 */
export const difference = (
  later: Quantity,
  earlier: Quantity,
  unit: UnitCode,
  order: Pick<Order, 'unit' | 'precision'>,
  use: { readonly convert: typeof Convert },
): Fraction => {
  const inUnit = (q: Quantity): Fraction => use.convert(fractionOf(q.value), q.unit, unit);
  const exact = subtract(inUnit(later), inUnit(earlier));
  return later.unit === unit && earlier.unit === unit ? exact : roundHalfUp(exact, precisionOf(order, unit));
};
