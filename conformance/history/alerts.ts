import { z } from 'zod';
import { InboxItem } from '../../contract/domain/index.ts';
import { Mono } from './mono.ts';

/**
 * What an alert gets that came for the first time. `taken`: CA, or AA where no commit acknowledgement was asked for; `later`:
 * CR or AR, the receiver is in trouble; `silence`: nothing, and the connection stays; `cut`: the connection is cut.
 */
export const AlertReply = z.enum(['taken', 'later', 'silence', 'cut']);
export type AlertReply = z.infer<typeof AlertReply>;

/** A message that came as an alert, ORU^R40 or MDM^T02. */
export const Alerted = z.strictObject({
  /** Its last byte had come. */
  at: Mono,
  /** The acknowledgement was written, or the connection was cut; absent: nothing was answered. */
  answered: Mono.optional(),
  reply: AlertReply,
  /** MSH-10, as it came. */
  controlId: z.string().max(200),
  /** MSH-9, as it came. */
  type: z.string().max(80),
  /** SHA-256 of its bytes: equal where it is the very same message. */
  sha256: z
    .string()
    .max(64)
    .regex(/^[0-9a-f]{64}$/, 'SHA-256, hexadecimal'),
  phase: z.enum(['start', 'update', 'end']).optional(),
  /** The item as the message tells it. */
  item: InboxItem.optional(),
  /** Why it could not be read; then there is no item. */
  problem: z
    .strictObject({ code: z.string(), at: z.string().optional(), text: z.string().max(2000).optional() })
    .optional(),
});
export type Alerted = z.infer<typeof Alerted>;

/** The alerts about a patient since the harness began to keep them. */
export const Alerts = z.strictObject({
  /** In the order in which they came; those that name no patient at all are among everybody's. */
  told: z.array(Alerted).max(1000),
  /**
   * Messages of the whole run that were not taken, did not come again, and have time left to do so: what stands behind
   * them may not have been sent.
   */
  waiting: z.number().int().nonnegative(),
  /** The last instant at which anything came of anybody, or was not taken and had time left to come again; absent: never. */
  busyUntil: Mono.optional(),
  /** More came than are kept: what is missing here may have come. */
  cut: z.literal(true).optional(),
});
export type Alerts = z.infer<typeof Alerts>;
