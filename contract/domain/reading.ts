import { z } from 'zod';
import { Identifier } from './identifier.ts';
import { Coding, MealContext, Measure } from './measure.ts';
import { Quantity } from './quantity.ts';
import { OffsetDateTime } from './time.ts';

/** preliminary and final are evaluated alike; corrected replaces; entered-in-error counts in no rule. */
export const ReadingStatus = z.enum(['preliminary', 'final', 'corrected', 'entered-in-error']);
export type ReadingStatus = z.infer<typeof ReadingStatus>;

/** What the meter or scale said: a number, off its scale, or nothing. No number is ever invented. */
export const ReadingResult = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('value'), quantity: Quantity }),
  /** Meter "HI"/"LO". `bound` is the meter's own limit where it states one. */
  z.strictObject({ kind: z.literal('off-scale'), direction: z.enum(['high', 'low']), bound: Quantity.optional() }),
  /** A failed measurement: filed, never an item. */
  z.strictObject({ kind: z.literal('absent'), reason: z.enum(['error', 'unknown', 'not-performed']) }),
]);
export type ReadingResult = z.infer<typeof ReadingResult>;

/** One measurement of one patient. */
export const Reading = z.strictObject({
  identifier: Identifier,
  patient: Identifier,
  measure: Measure,
  /** Code as sent (LOINC or MDC); the unit decides which glucose code fits. */
  code: Coding,
  status: ReadingStatus,
  /** When it was measured, with the offset of the place. */
  effective: OffsetDateTime,
  result: ReadingResult,
  /** EUI-64, serial or install id. Without a named device two readings are never the same one. */
  device: Identifier.optional(),
  mealContext: MealContext.optional(),
  /** Further contexts of the same reading. With two of them the general limits hold (contract: Evaluation, meal context). */
  furtherContexts: z.array(MealContext).max(4).optional(),
  /** The meter's own record number. */
  sequenceNumber: z.number().int().min(0).max(65_535).optional(),
  /** Typed by the patient rather than sent by a device. */
  userEntered: z.boolean().optional(),
});
export type Reading = z.infer<typeof Reading>;

/** v3-ObservationInterpretation: H L abnormal, HH LL critical, N normal, U D changed up/down, > < off the meter's scale. */
export const Interpretation = z.enum(['N', 'H', 'L', 'HH', 'LL', 'U', 'D', '>', '<']);
export type Interpretation = z.infer<typeof Interpretation>;

/** One limit set that was applied to a filed reading: an order's interval of one tier and the version's instant. */
export const AppliedRange = z.strictObject({
  tier: z.enum(['reference', 'critical']),
  unit: z.string(),
  low: z.string().optional(),
  high: z.string().optional(),
  context: MealContext.optional(),
  /** `effectiveFrom` of the order version that was applied. */
  limitFrom: OffsetDateTime.optional(),
});
export type AppliedRange = z.infer<typeof AppliedRange>;

/** A reading as the SUT shows it back: what was sent, plus what the SUT made of it. */
export const FiledReading = z.strictObject({
  reading: Reading,
  /** Resource version, counting from 1. */
  version: z.number().int().min(1),
  /** Most severe interpretation over all orders; empty when no order evaluated it. */
  interpretation: z.array(Interpretation),
  ranges: z.array(AppliedRange),
  issued: OffsetDateTime.optional(),
  /** Placer numbers of the orders it was filed under. */
  orders: z.array(Identifier),
});
export type FiledReading = z.infer<typeof FiledReading>;
