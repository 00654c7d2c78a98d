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
