import { z } from 'zod';
import { MAX_SCOPE_LENGTH } from './scopes/scope.ts';

/** Longest token that is looked at, in characters. */
export const MAX_TOKEN_LENGTH = 8192;
/** Shortest key for HS256: as long as the hash. Source: RFC 7518, 3.2. */
export const MIN_KEY_BYTES = 32;

/**
 * What an access token says: `sub` the client's id for the audit trail, `role` what it may do,
 * `subject` (`system|value`) the one clinician or patient it speaks for, `source` (`system|value`) the source that a
 * gateway is, where it is not its client alone, `scope` what of the role's rights it has (unsaid: all), `exp` when it
 * ends and `nbf` when it begins, in seconds since 1970. Other claims are passed over.
 */
export const Claims = z.object({
  sub: z.string().min(1).max(255),
  role: z.enum(['ehr', 'clinician', 'portal', 'gateway', 'auditor', 'clock']),
  subject: z.string().max(511).optional(),
  source: z.string().max(511).optional(),
  scope: z.string().min(1).max(MAX_SCOPE_LENGTH).optional(),
  /** A token that names an audience is meant for another: ours name none, the key says whose they are. */
  aud: z.undefined().optional(),
  exp: z.number().positive(),
  /** From when it holds, where it says so. Source: RFC 7519, 4.1.5. */
  nbf: z.number().optional(),
});
export type Claims = z.infer<typeof Claims>;

/** The key as bytes. Throws when it is too short to protect anything. */
export const keyBytes = (key: string): Buffer => {
  const bytes = Buffer.from(key, 'utf8');
  if (bytes.length < MIN_KEY_BYTES) {
    throw new Error(`the token key has ${bytes.length} bytes; HS256 needs at least ${MIN_KEY_BYTES}`);
  }
  return bytes;
};
