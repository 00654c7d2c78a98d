import { z } from 'zod';
import { Identifier } from './identifier.ts';
import { Measure } from './measure.ts';
import { OffsetDateTime } from './time.ts';

/** A patient's permission for one data type. Absent means "not determined", which admits nothing. */
export const Permission = z.strictObject({
  identifier: Identifier,
  patient: Identifier,
  measure: Measure,
  status: z.enum(['granted', 'withdrawn']),
  /** When the patient decided. */
  at: OffsetDateTime,
});
export type Permission = z.infer<typeof Permission>;

/**
 * What a system shows of a patient's permission for one data type. `denied`: the patient said no, which a store that
 * hides refusals tells nobody. `lastData`: when the latest reading of the type that was filed was measured; absent: none
 * ever came.
 */
export const ShownPermission = z.strictObject({
  status: z.enum(['not-determined', 'granted', 'withdrawn', 'denied']),
  lastData: OffsetDateTime.optional(),
});
export type ShownPermission = z.infer<typeof ShownPermission>;
