import { z } from 'zod';
import { OffsetDateTime } from '../../../contract/domain/time.ts';
import { VERDICTS } from '../../verdict/types.ts';
import { canonical, HASH, sha256 } from '../canonical.ts';

const Hash = z.string().regex(HASH, '64 hexadecimal digits');
const Count = z.number().int().positive().max(1_000_000);

/** The first line of a log: of which system, and under which nonce. */
const Opening = z.strictObject({
  kind: z.literal('log'),
  format: z.literal(1),
  role: z.enum(['receiver', 'sender']),
  sut: z.string().min(1).max(80),
  /** The certifier's nonce; null: there is none. */
  nonce: z.string().nullable(),
});
/** Written when the first thing is about to be sent. */
const Begun = z.strictObject({
  kind: z.literal('begun'),
  attempt: Count,
  at: OffsetDateTime,
  run: z.string().min(1).max(255),
  version: z.string().min(1).max(40),
  previous: Hash,
});
/** Written when the run was judged. An attempt without it was broken off, as one that was killed. */
const Ended = z.strictObject({
  kind: z.literal('ended'),
  attempt: Count,
  at: OffsetDateTime,
  verdict: z.enum(VERDICTS),
  /** Requirements with the verdict FAIL, confirmed or not. */
  failed: z.number().int().nonnegative(),
  certified: z.boolean(),
  /** Somebody interrupted the run before its end. */
  brokenOff: z.literal(true).optional(),
  /** SHA-256 of the history. */
  history: Hash,
  previous: Hash,
});

/** A line of the log of attempts. Each but the first holds the hash of the line before it. */
export const Entry = z.discriminatedUnion('kind', [Opening, Begun, Ended]);
export type Entry = z.infer<typeof Entry>;
export type Opening = z.infer<typeof Opening>;

/** The text of a line, without its line feed. */
export const lineOf = (entry: Entry): string => canonical(entry);

export const hashOf = (entry: Entry): string => sha256(lineOf(entry));
