import type { DemandFact } from '../facts.ts';
import { precisionOf } from '../arithmetic/units.ts';
import type { Judge } from './judge.ts';
import { always, raiseOrStay } from './raise.ts';

const decimalsOf = (value: string): number => value.split('.')[1]?.length ?? 0;

/** More decimals than the precision of its order, in the unit of its order. */
export const isFinerThanItsOrder = (fact: DemandFact): boolean => {
  const { result } = fact.demand.filing.reading;
  if (result.kind !== 'value') return false;
  const { value, unit } = result.quantity;
  return always(
    fact,
    ({ version }) =>
      version !== undefined && version.order.unit === unit && decimalsOf(value) > precisionOf(version.order, unit),
  );
};

/** LIM-21: 180.4 is over 180, and 179.6 is not. */
export const LIM_21: Judge = {
  id: 'LIM-21',
  demand(fact, out) {
    if (fact.demand.family === 'limits' && isFinerThanItsOrder(fact)) raiseOrStay(fact, out);
  },
};
