import { DEFAULT_PRECISION, DEFAULT_UNIT } from '../../../contract/codes/measures.ts';
import type { Order } from '../../../contract/domain/index.ts';

/** HL7 v2 has no draft, no completion and no error of a placer's order (bindings 1.1). */
const STATES_BY_V2: readonly string[] = ['active', 'on-hold', 'revoked'];
export const isStateByV2 = (status: Order['status']): boolean => STATES_BY_V2.includes(status);

/** Whether HL7 v2 can say this order. It has no field for a precision, and states a unit by its limits alone. */
export const fitsV2 = (order: Order): boolean =>
  isStateByV2(order.status) &&
  (order.precision === undefined || order.precision === DEFAULT_PRECISION[order.unit]) &&
  (order.limits.length > 0 ||
    order.unit === DEFAULT_UNIT[order.measure] ||
    order.rules.some((r) => r.kind === 'change'));
