import { z } from 'zod';
import { DecimalText } from './decimal.ts';
import { Identifier } from './identifier.ts';
import { MealContext, Measure } from './measure.ts';
import { Interpretation } from './reading.ts';
import { OffsetDateTime } from './time.ts';

export const ItemKind = z.enum(['critical', 'abnormal', 'change', 'missing', 'data-quality', 'summary']);
export type ItemKind = z.infer<typeof ItemKind>;

export const ItemStatus = z.enum(['new', 'seen', 'done', 'withdrawn']);
export type ItemStatus = z.infer<typeof ItemStatus>;

export const WithdrawalReason = z.enum([
  'corrected-to-normal',
  'corrected-otherwise',
  'entered-in-error',
  're-evaluated',
  'data-received',
  'order-in-error',
  'order-ended',
  'order-on-hold',
]);
export type WithdrawalReason = z.infer<typeof WithdrawalReason>;

/** A quantity on an item. The unit is free text here, because a SUT's answer is judged, not trusted. */
const ShownQuantity = z.strictObject({ value: DecimalText, unit: z.string() });

/** One line of an item's story. `at` is by the SUT's clock. */
export const StatusEvent = z.strictObject({
  status: z.enum(['new', 'updated', 'seen', 'done', 'withdrawn']),
  at: OffsetDateTime,
  actor: z.string(),
});
export type StatusEvent = z.infer<typeof StatusEvent>;

/** What an In Basket item says (contract: In Basket item says). */
export const InboxItem = z.strictObject({
  identifier: Identifier,
  version: z.number().int().min(1),
  kind: ItemKind,
  status: ItemStatus,
  withdrawal: z.string().optional(),
  patient: Identifier,
  order: Identifier,
  measure: Measure.optional(),
  /** The one In Basket it lies in: a clinician or a pool. */
  recipient: Identifier,
  routedAs: z.enum(['responsible', 'covering', 'escalated']).optional(),
  /** The rule that raised it: `limits`, `change`, … */
  rule: z.string().optional(),
  interpretation: z.array(Interpretation).default([]),
  /** The reading that raised it; absent for `missing` and `summary`. */
  reading: Identifier.optional(),
  value: ShownQuantity.optional(),
  effective: OffsetDateTime.optional(),
  submitted: OffsetDateTime.optional(),
  late: z.boolean().optional(),
  limit: ShownQuantity.optional(),
  /** `effectiveFrom` of the order version whose limit was crossed. */
  limitFrom: OffsetDateTime.optional(),
  context: MealContext.optional(),
  baseline: Identifier.optional(),
  delta: ShownQuantity.optional(),
  priority: z.enum(['routine', 'urgent', 'asap', 'stat']).optional(),
  created: OffsetDateTime.optional(),
  history: z.array(StatusEvent).default([]),
});
export type InboxItem = z.infer<typeof InboxItem>;
