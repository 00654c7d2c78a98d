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

/** What a periodic summary says of the readings filed with an effective time in [start, end). */
export const Summary = z.strictObject({
  period: z.strictObject({ start: OffsetDateTime, end: OffsetDateTime }),
  abnormalCount: z.number().int().nonnegative().optional(),
  criticalCount: z.number().int().nonnegative().optional(),
  min: ShownQuantity.optional(),
  max: ShownQuantity.optional(),
  mean: ShownQuantity.optional(),
});
export type Summary = z.infer<typeof Summary>;

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
  /** Of an escalated copy: which step made it, and the first item of its chain. */
  step: z.number().int().min(1).optional(),
  copyOf: Identifier.optional(),
  /** Repeated: its members. Digest: how many, the worst and the last. Summary: how many in the period. */
  readings: z.array(Identifier).optional(),
  count: z.number().int().nonnegative().optional(),
  worst: Identifier.optional(),
  last: Identifier.optional(),
  /** Missing: the effective time of the latest reading, absent where there was none, and the instant that passed. */
  lastEffective: OffsetDateTime.optional(),
  due: OffsetDateTime.optional(),
  summary: Summary.optional(),
  priority: z.enum(['routine', 'urgent', 'asap', 'stat']).optional(),
  created: OffsetDateTime.optional(),
  history: z.array(StatusEvent).default([]),
});
export type InboxItem = z.infer<typeof InboxItem>;
