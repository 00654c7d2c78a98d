import { z } from 'zod';
import { Identifier } from '../../contract/domain/index.ts';

/** Defects the harness puts on the wire on purpose; the domain cannot express them. */
export const WireDefect = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('time-without-offset') }),
  z.strictObject({ kind: z.literal('unknown-unit'), unit: z.string() }),
  z.strictObject({ kind: z.literal('bad-number'), text: z.string() }),
  /** Sent with the credentials of another patient. */
  z.strictObject({ kind: z.literal('sender-of'), patient: Identifier }),
  /** HL7 v2 alone: a message type the SUT does not know. */
  z.strictObject({ kind: z.literal('message-type'), type: z.string() }),
  /** HL7 v2 alone: MSH-11 names another environment than that of a test. */
  z.strictObject({ kind: z.literal('processing-id'), id: z.string() }),
  /** HL7 v2 alone: MSH-12 names a version that there is not. */
  z.strictObject({ kind: z.literal('version'), version: z.string() }),
  /** FHIR alone: without the mark of a test. No defect of its own: a test system holds nothing else. */
  z.strictObject({ kind: z.literal('unmarked') }),
  /** HL7 v2 alone: its frame never came to an end, so nothing was sent. */
  z.strictObject({ kind: z.literal('cut-off') }),
  /** HL7 v2 alone: bytes that are not in the character set that MSH-18 names. */
  z.strictObject({ kind: z.literal('undecodable'), charset: z.string() }),
  /** HL7 v2 alone: MSH-1 and MSH-2 name other delimiters than the message uses. */
  z.strictObject({ kind: z.literal('foreign-delimiters') }),
  /** HL7 v2 alone: MSH-10 of an earlier message of other content. */
  z.strictObject({ kind: z.literal('control-id-reuse') }),
]);
export type WireDefect = z.infer<typeof WireDefect>;

/** Readings sent together. A v2 message and a transaction are all or nothing; a batch answers each entry. */
export const Bundle = z.strictObject({
  id: z.string().min(1).max(255),
  kind: z.enum(['message', 'transaction', 'batch']),
});
export type Bundle = z.infer<typeof Bundle>;

/** What a message sent in an unusual manner is about; each is one requirement of the HL7 v2 transport. */
export const TransportTopic = z.enum(['stream', 'mode', 'repeat', 'delimiters', 'charset', 'spelling']);
export type TransportTopic = z.infer<typeof TransportTopic>;

/** MSH-15 or MSH-16 (HL7 table 0155). */
export const AckCondition = z.enum(['AL', 'NE', 'SU', 'ER']);
export type AckCondition = z.infer<typeof AckCondition>;
export type AckMode = NonNullable<Transport['mode']>;

/** The manner in which a v2 message went over its connection, as far as a verdict rests on it. */
export const Transport = z.strictObject({
  /** The case that sent it (docs/mllp.md). */
  case: z.string().min(1).max(80),
  topic: TransportTopic,
  /** What was done to its bytes, for a person. */
  how: z.string().min(1).max(200),
  /** MSH-15 and MSH-16. Absent: both are empty, original mode. */
  mode: z.strictObject({ accept: AckCondition, application: AckCondition }).optional(),
  /** Byte for byte a message that was sent before. */
  again: z.literal(true).optional(),
  /** Frames without HL7 that went over its connection: each may be refused, under no control id. */
  junk: z.number().int().positive().max(100).optional(),
});
export type Transport = z.infer<typeof Transport>;

/** What is tried at a surface beside any scenario of care: with credentials that will not do, or in a way that must be refused. */
export const Attempt = z.enum([
  'create',
  'create-without-token',
  'create-with-expired-token',
  'create-with-forged-token',
  'create-with-token-for-another',
  'create-with-reading-scope',
  'read-without-token',
  'change-without-token',
  'permissions-of-a-patient',
  'readings-of-a-patient',
  'inbox-as-clinician',
  'inbox-as-patient',
  'inbox-as-gateway',
  'inbox-with-unknown-parameter',
  'search',
  'search-with-unknown-parameter',
  'delete-reading',
  'ask-for-unknown-type',
  'send-malformed',
  'change-current-version',
  'change-stale-version',
  'act-on-stale-version',
  'read-former-version',
  'read-record',
  'delete-record',
  'change-record',
  'log-in',
  'log-in-with-used-assertion',
  'log-in-with-used-jti',
  'speak-tls',
  'speak-clear',
  'read-marked-as-test',
  'find-unmarked',
]);
export type Attempt = z.infer<typeof Attempt>;

/** Attempts that go to no resource of FHIR, so that their answers are not held to its form. */
export const BESIDE_FHIR: ReadonlySet<Attempt> = new Set([
  'log-in',
  'log-in-with-used-assertion',
  'log-in-with-used-jti',
  'speak-tls',
  'speak-clear',
]);
