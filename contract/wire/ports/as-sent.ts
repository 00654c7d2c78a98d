import { z } from 'zod';
import { Identifier, Reading } from '../../domain/index.ts';

/** Text as a device sent it. It may be wrong on purpose: an adapter passes it on and corrects nothing. */
const AsSent = z.string().max(64);

const QuantityAsSent = z.strictObject({ value: AsSent, unit: AsSent });

/** A reading on its way in: time, value and unit are whatever was sent. */
export const ReadingAsSent = Reading.extend({
  effective: AsSent,
  result: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('value'), quantity: QuantityAsSent }),
    z.strictObject({
      kind: z.literal('off-scale'),
      direction: z.enum(['high', 'low']),
      bound: QuantityAsSent.optional(),
    }),
    z.strictObject({ kind: z.literal('absent'), reason: z.enum(['error', 'unknown', 'not-performed']) }),
  ]),
});
export type ReadingAsSent = z.infer<typeof ReadingAsSent>;

/**
 * Whose credentials a call is made with. An adapter uses those of this very person: what one clinician sees proves nothing
 * about another. `clinician` names the clinician, `portal` and `gateway` the patient.
 */
export const PortActor = z.strictObject({
  role: z.enum(['ehr', 'clinician', 'portal', 'gateway', 'auditor', 'clock']),
  subject: Identifier.optional(),
});
export type PortActor = z.infer<typeof PortActor>;
