import { z } from 'zod';
import { Identifier } from './identifier.ts';
import { OffsetDateTime } from './time.ts';

/** A clinician's secure message to the patient about an item. Text is kept unchanged, at most 4 kB of UTF-8. */
export const Message = z.strictObject({
  identifier: Identifier,
  patient: Identifier,
  sender: Identifier,
  about: Identifier,
  text: z
    .string()
    .min(1)
    .refine((t) => Buffer.byteLength(t, 'utf8') <= 4096, 'at most 4096 bytes of UTF-8'),
  sent: OffsetDateTime,
  received: OffsetDateTime.optional(),
});
export type Message = z.infer<typeof Message>;
