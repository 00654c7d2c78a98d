import { z } from 'zod';
import { Identifier } from './identifier.ts';
import { OffsetDateTime } from './time.ts';

/** By which way a notice leaves the portal. `push`: it stands on the locked screen of a phone. */
export const NoticeMedium = z.enum(['mail', 'text', 'push']);
export type NoticeMedium = z.infer<typeof NoticeMedium>;

/** What a system sent to a patient outside the portal, as it was sent: it says that there is something to read there. */
export const Notice = z.strictObject({
  patient: Identifier,
  medium: NoticeMedium,
  text: z.string().min(1).max(4096),
  sent: OffsetDateTime,
});
export type Notice = z.infer<typeof Notice>;
