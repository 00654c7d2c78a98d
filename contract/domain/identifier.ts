import { z } from 'zod';

/**
 * A business key: who gave it (`system`, a URI) and the key itself. Patient, order, reading and
 * item each have exactly one, unique per SUT, and the oracle knows no other identity.
 */
export const Identifier = z.strictObject({
  system: z.string().min(1).max(255),
  value: z.string().min(1).max(255),
});
export type Identifier = z.infer<typeof Identifier>;

/** One string for maps and sets. `|` cannot occur in a URI, so two different identifiers never collide. */
export const keyOf = (id: Identifier): string => `${id.system}|${id.value}`;
