import { z } from 'zod';
import { Identifier } from './identifier.ts';
import { OffsetDateTime } from './time.ts';

/** Who did what to whose data, when, and with which outcome. Refusals are audited like successes. */
export const AuditEvent = z.strictObject({
  recorded: OffsetDateTime,
  /** What was done: `order`, `permission`, `reading`, `item`, `message`, … */
  subject: z.enum([
    'order',
    'permission',
    'reading',
    'item',
    'message',
    'tracker',
    'person',
    'device',
    'clock',
    'subscription',
    'access',
  ]),
  action: z.enum(['create', 'read', 'update', 'delete', 'execute']),
  outcome: z.enum(['ok', 'refused']),
  refusal: z.string().optional(),
  who: z.string(),
  patient: Identifier.optional(),
  /** Business key of the thing itself. */
  entity: Identifier.optional(),
});
export type AuditEvent = z.infer<typeof AuditEvent>;
