import { z } from 'zod';
import { Identifier } from './identifier.ts';
import { Measure } from './measure.ts';
import { OffsetDateTime } from './time.ts';

/** A sender's client as it was admitted: what it may send, until when (contract: Life cycles, Sources). */
export const Source = z.strictObject({
  identifier: Identifier,
  measures: z.array(Measure).min(1),
  /** The certificate holds before this instant. */
  expires: OffsetDateTime,
});
export type Source = z.infer<typeof Source>;
