import { inForce } from '../orders/in-force.ts';
import { recipientOf, type OrderRecord } from '../orders/version.ts';
import type { PatientClock } from '../time/patient-clock.ts';
import type { Stretch } from './combine.ts';

/**
 * The In Baskets that an item raised within a stretch may lie in: the responsible of the latest
 * version at some instant of it. Source: contract, Evaluation ("recipients by the latest version").
 */
export const recipientsOf = (order: OrderRecord, clock: PatientClock, raised: Stretch): ReadonlySet<string> => {
  const latest = inForce(order.versions, clock.over(raised.from, raised.to), raised).filter((v) => v !== undefined);
  const [first] = order.versions;
  const candidates = latest.length > 0 || first === undefined ? latest : [first];
  return new Set(candidates.map(recipientOf));
};
