import { z } from 'zod';
import { OffsetDateTime } from '../../contract/domain/time.ts';
import { Via } from '../history/lines.ts';
import { VERDICTS } from '../verdict/types.ts';
import { HASH } from './canonical.ts';
import { Instant } from './instant.ts';
import { Waiver } from './waivers.ts';

const Hash = z.string().regex(HASH, '64 hexadecimal digits');
const Descriptor = z.strictObject({ name: z.string().min(1).max(300), digest: z.strictObject({ sha256: Hash }) });
const Ids = z.array(z.string().max(20)).max(2000);

/** Who answers for what was observed. The words on a certificate differ by it. */
export const EVIDENCE = ['self-attested', 'witnessed', 'lab'] as const;
export const EvidenceClass = z.enum(EVIDENCE);
export type EvidenceClass = z.infer<typeof EvidenceClass>;

/** An attempt before this one, as the statement lists it. */
const Earlier = z.strictObject({
  attempt: z.number().int().positive(),
  version: z.string(),
  at: OffsetDateTime,
  verdict: z.enum([...VERDICTS, 'unfinished']),
  failed: z.number().int().nonnegative(),
});

/** What this harness adds to the predicate: everything that a reader has to know before trusting `result`. */
export const Claims = z.strictObject({
  format: z.literal(1),
  title: z.string().max(300),
  certified: z.boolean(),
  /** What kept it from being certified. */
  blocking: z.array(z.string().max(4000)).max(3000),
  sut: z.strictObject({ name: z.string(), version: z.string(), digest: Hash.optional() }),
  role: z.enum(['receiver', 'sender']),
  /** Scopes of a receiver; of a sender, `sender`. None: the run was of no claim. */
  scope: z.array(z.string()).max(20),
  wires: z.array(Via).max(5),
  /** What a certified sender may send. */
  measures: z
    .array(z.enum(['glucose', 'weight']))
    .max(2)
    .optional(),
  evidence: EvidenceClass,
  /** Ports that were not observed over a wire: provisioned beforehand, or done by a person who was asked. */
  attested: z.array(z.string().max(60)).max(40),
  verdict: z.enum(VERDICTS),
  isVoid: z.boolean(),
  waived: Ids,
  waivers: z.array(Waiver).max(100),
  notCovered: z.array(z.strictObject({ requirement: z.string(), why: z.string().max(4000) })).max(2000),
  /** The certifier's nonce; null: there is none, and nothing says that this history was not made long before. */
  nonce: z.string().nullable(),
  /** The seed that was asked for, before the nonce was mixed in. */
  seed: z.number().int().nonnegative(),
  attempt: z.number().int().positive(),
  /** The end of the log of attempts, `HASH@COUNT`. */
  head: z.string().max(90),
  earlier: z.array(Earlier).max(10_000),
  run: z.string(),
  harness: z.string(),
  catalogue: Hash,
  issued: Instant,
  expires: Instant,
});
export type Claims = z.infer<typeof Claims>;

/** An in-toto statement (v1) with the predicate test-result (v0.1). */
export const Statement = z.strictObject({
  _type: z.literal('https://in-toto.io/Statement/v1'),
  /** The system itself where its digest is known, and the manifest of everything that was observed. */
  subject: z.array(Descriptor).min(1).max(2),
  predicateType: z.literal('https://in-toto.io/attestation/test-result/v0.1'),
  predicate: z.strictObject({
    result: z.enum(['PASSED', 'WARNED', 'FAILED']),
    configuration: z.array(Descriptor).length(2),
    passedTests: Ids,
    warnedTests: Ids,
    failedTests: Ids,
    vitalproof: Claims,
  }),
});
export type Statement = z.infer<typeof Statement>;
