import { z } from 'zod';
import { Identifier } from './identifier.ts';
import { Interval } from './limit.ts';
import { Measure } from './measure.ts';
import { UnitCode } from './quantity.ts';
import { Rule } from './rule.ts';
import { OffsetDateTime } from './time.ts';

/** Life cycle: draft → active ⇄ on-hold → completed | revoked; entered-in-error from any. */
export const OrderStatus = z.enum(['draft', 'active', 'on-hold', 'completed', 'revoked', 'entered-in-error']);
export type OrderStatus = z.infer<typeof OrderStatus>;

/**
 * A clinician's order to track one measure of one patient within limits for this patient. A change
 * is a whole new Order with the same identifier: what it leaves out is gone (contract: Life cycles).
 */
export const Order = z.strictObject({
  /** Placer order number (ServiceRequest.identifier, ORC-2). */
  identifier: Identifier,
  patient: Identifier,
  measure: Measure,
  status: OrderStatus,
  requester: Identifier,
  /** The responsible clinician or pool: the one In Basket that items go to (performer[0], OBR-28). */
  responsible: Identifier,
  authoredOn: OffsetDateTime,
  /** The order is in force in [start, end). */
  period: z.strictObject({ start: OffsetDateTime, end: OffsetDateTime }),
  /** Instant from which this version holds. Absent: the order's start for the first, acceptance for a later one. */
  effectiveFrom: OffsetDateTime.optional(),
  /** Unit of every bound in `limits`. */
  unit: UnitCode,
  /** Decimals of a limit. Absent: mg/dL 0, mmol/L 1, kg 1, lb 1 (contract: Evaluation). */
  precision: z.number().int().min(0).max(3).optional(),
  limits: z.array(Interval).max(40),
  rules: z.array(Rule).max(40),
  /** ICD-10-CM reason. */
  reason: z.string().max(32).optional(),
  /** Several measures ordered together share it (requisition, ORC-4). */
  group: Identifier.optional(),
});
export type Order = z.infer<typeof Order>;

/** An order as it is shown to who asks for it, as far as it says whose decision it is. What is not shown is absent. */
export const ShownOrder = z.strictObject({
  identifier: Identifier,
  start: OffsetDateTime.optional(),
  end: OffsetDateTime.optional(),
  requester: Identifier.optional(),
  responsible: Identifier.optional(),
  reason: z.string().optional(),
});
export type ShownOrder = z.infer<typeof ShownOrder>;
