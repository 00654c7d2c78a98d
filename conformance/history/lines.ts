import { z } from 'zod';
import {
  OPTIONAL_RULES,
  AuditEvent,
  Clinician,
  Coverage,
  Device,
  Eligibility,
  FiledReading,
  Identifier,
  InboxItem,
  Interval,
  Measure,
  Message,
  OffsetDateTime,
  Order,
  Patient,
  Permission,
  Pool,
  Reading,
  ShownOrder,
  Source,
  Tracker,
  UnitCode,
} from '../../contract/domain/index.ts';
import { Mono } from './mono.ts';
import { ArrivedLine, PHONE_ACTS, SenderTerms } from './sender-lines.ts';

export { Mono } from './mono.ts';
export { ArrivedLine, Phone, PhoneSource, SenderTerms } from './sender-lines.ts';

/**
 * The one record of everything that ever ran (docs/history.md). Append-only NDJSON, written as it
 * happens: a `run` line first, then operations, sightings and faults, an `end` line last. A history
 * without its `end` was cut off and proves no absence.
 */
export const HISTORY_FORMAT = 2;

/** What an outage held up has come within this of the system's answering again, where nothing else is declared, ms. */
export const RECOVERY_MS = 60_000;

/** Deadlines in milliseconds that the SUT is held to (contract: Deadlines). */
export const Deadlines = z.strictObject({
  critical: z.number().int().positive(),
  other: z.number().int().positive(),
  filed: z.number().int().positive(),
  /** Tracker offered after signing; absent: 60 s. */
  tracker: z.number().int().positive().optional(),
  /** From when the system answers again after an outage; absent: 60 s. */
  recovery: z.number().int().positive().optional(),
});
export type Deadlines = z.infer<typeof Deadlines>;

/** Declared policies (contract: Declared policies). */
export const Policies = z.strictObject({
  backfill: z.enum(['since-order-start', 'none']).default('since-order-start'),
  afterEnd: z.enum(['accept', 'refuse']).default('accept'),
  control: z.enum(['refuse', 'store-apart']).default('refuse'),
  future: z.enum(['refuse', 'quarantine']).default('refuse'),
  duplicates: z.enum(['server-side', 'conditional-create']).default('server-side'),
  backdateDays: z.number().int().nonnegative().default(30),
});
export type Policies = z.infer<typeof Policies>;

/** What an order may ask for and a system may lack. */
export const RuleClaim = z.enum(OPTIONAL_RULES);
export type RuleClaim = z.infer<typeof RuleClaim>;

/** What was made of one recorded file: every line is a reading, another event, or counted as one that cannot be parsed. */
export const RecordedFile = z.strictObject({
  file: z.string(),
  lines: z.number().int(),
  glucose: z.number().int(),
  offScale: z.number().int(),
  other: z.number().int(),
  unparsable: z.number().int(),
  /** The lines that cannot be parsed, the first hundred. */
  problems: z.array(z.strictObject({ line: z.number().int(), why: z.string() })).max(100),
});
export type RecordedFile = z.infer<typeof RecordedFile>;

/**
 * What carried an act. `provisioned`: it was made before the run, as a list says; `operator`: a person did it and said so;
 * `command`: a program that the profile names stopped or started the system.
 */
export const Via = z.enum(['fhir', 'hl7v2', 'port-protocol', 'provisioned', 'operator', 'command']);
export type Via = z.infer<typeof Via>;

export const RunLine = z.strictObject({
  kind: z.literal('run'),
  format: z.literal(HISTORY_FORMAT),
  run: z.string(),
  /** Wall time at monotonic 0, UTC. */
  started: OffsetDateTime,
  seed: z.number().int(),
  harness: z.string(),
  catalogue: z.string(),
  command: z.array(z.string()),
  sut: z.strictObject({ name: z.string(), version: z.string() }),
  /** What the system is certified as; absent: a receiver. */
  role: z.enum(['receiver', 'sender']).optional(),
  deadlines: Deadlines,
  policies: Policies,
  /** `patient`: each patient has a clock of its own; `system`: one for all; `absent`: the SUT runs on wall time. */
  clock: z.enum(['patient', 'system', 'absent']),
  /** The system has a patient portal: a permission then needs a picked tracker (contract: Life cycles). */
  portal: z.boolean().optional(),
  /** Optional rules that the system says it has; unsaid: an order that asks for one may be refused, never served without. */
  claims: z.array(RuleClaim).optional(),
  /** What a sender is held to; there exactly where `role` is sender. */
  sender: SenderTerms.optional(),
  /** The system admits the sources of readings one by one. */
  sources: z.boolean().optional(),
  /** Every declared In Basket. Decoys own none of the run's orders. */
  people: z.strictObject({ clinicians: z.array(Clinician), pools: z.array(Pool), decoys: z.array(Identifier) }),
  /** What the system claims, where the run was of a claim: what lies outside is not judged. */
  scope: z.array(z.string()).optional(),
  /** How its ports are served; those that are absent are left out. */
  ports: z.array(z.strictObject({ port: z.string(), served: z.array(Via) })).optional(),
  /** Requirement ids that this run set out to judge; others are NOT_RUN. */
  selected: z.array(z.string()),
  /** Recorded data that the run plays. */
  recorded: z.array(RecordedFile).optional(),
});
export type RunLine = z.infer<typeof RunLine>;

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
  'permissions-of-a-patient',
  'inbox-as-clinician',
  'inbox-as-patient',
  'search',
  'search-with-unknown-parameter',
  'change-current-version',
  'change-stale-version',
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

const input = <N extends string, S extends z.ZodRawShape>(op: N, shape: S) =>
  z.strictObject({ op: z.literal(op), ...shape });

/** What was done, with its whole input in domain terms. */
export const Act = z.discriminatedUnion('op', [
  input('person.patient', { patient: Patient }),
  input('person.clinician', { clinician: Clinician }),
  input('person.pool', { pool: Pool }),
  input('device.register', { device: Device }),
  /** A new order, draft or signed. */
  input('order.submit', { order: Order }),
  /** A later state of a known order: signed, changed, on hold, resumed, completed, revoked. Always the whole order. */
  input('order.change', { order: Order }),
  /** Reads an order back by its number. */
  input('order.read', { patient: Identifier, order: Identifier }),
  input('permission.set', { permission: Permission }),
  /**
   * A reading; with status `corrected` a correction of the one under its identifier, with `entered-in-error` its
   * erasure. `bundle`: it went with others in one message; entries take effect by effective time. `source`: the
   * client that sent it, where the system admits sources.
   */
  input('reading.submit', {
    reading: Reading,
    defect: WireDefect.optional(),
    bundle: Bundle.optional(),
    source: Identifier.optional(),
    transport: Transport.optional(),
    /** FHIR: a conditional create, and the readings that its If-None-Exist names. Absent: as the system's policy has it. */
    condition: z.array(Identifier).min(1).max(5).optional(),
  }),
  /** Reads back by identifier, or all of a patient and measure. */
  input('reading.read', { patient: Identifier, identifier: Identifier.optional(), measure: Measure.optional() }),
  /** One pass over the inbox. `complete`: all pages were read. `person`: with this person's own credentials. */
  input('inbox.look', { surface: z.string(), person: Identifier.optional(), patient: Identifier.optional() }),
  input('item.act', { item: Identifier, act: z.enum(['seen', 'done']), person: Identifier }),
  input('message.send', { message: Message }),
  /** The messages of a patient. `by`: asked for with the credentials of another patient, who must not see them. */
  input('message.read', { patient: Identifier, by: Identifier.optional() }),
  input('audit.read', { patient: Identifier }),
  /** Virtual time, forward only. Without `patient`: the whole system. */
  input('clock.advance', { to: OffsetDateTime, patient: Identifier.optional() }),
  input('capability.read', {}),
  /** All absences of one person, replacing those known before. */
  input('coverage.set', { coverage: Coverage }),
  /** The trackers that the portal shows the patient. */
  input('tracker.list', { patient: Identifier }),
  input('tracker.set', { patient: Identifier, order: Identifier, state: z.enum(['picked', 'disconnected']) }),
  /** Whether the patient's phone can serve, as the clinician is told. */
  input('eligibility.read', { patient: Identifier }),
  /** Guideline limits offered for a measure and a condition (ICD-10-CM). */
  input('guidance.read', { measure: Measure, condition: z.string().max(32) }),
  /** `by`: with this other patient's credentials. `person`: whose In Basket. `order`: that is put again. `wire`: whose address is spoken to. */
  input('surface.try', {
    attempt: Attempt,
    patient: Identifier,
    by: Identifier.optional(),
    person: Identifier.optional(),
    order: Identifier.optional(),
    wire: z.enum(['fhir', 'hl7v2']).optional(),
  }),
  /**
   * A step in the life of a subscription of `person` to that person's items about a patient. `begin`: it is made; `away`,
   * `back`: the harness is not there to be told, and is again; `read`: what it was told so far, and what is there.
   */
  input('subscription.step', {
    step: z.enum(['begin', 'away', 'back', 'read']),
    /** Its name, of its patient. */
    subscription: z.string().min(1).max(80),
    patient: Identifier,
    person: Identifier,
  }),
  /** All that the system has returned so far is held against the structure of FHIR R4. */
  input('returned.check', {}),
  input('source.set', { source: Source, status: z.enum(['admitted', 'withdrawn']) }),
  ...PHONE_ACTS,
]);
export type Act = z.infer<typeof Act>;
export type ActName = Act['op'];
export type SubmitAct = Extract<Act, { op: 'reading.submit' }>;

/** Ends the text of an answer where nothing was sent, because the system gives no token of that kind to anybody: no fault of its own. */
export const NOT_TO_BE_HAD = 'cannot be had from this system';

/** Ends the text of an answer where nothing was sent, because what the lane is about is optional and not there: it does not apply. */
export const NOT_OFFERED = 'is nothing this system has';

/** What came back. `code` is the HTTP status or MSA-1; absent when nothing came. */
export const Answer = z.strictObject({
  code: z.string().optional(),
  /** Refusal code of docs/bindings, where the answer carried one. */
  refusal: z.string().optional(),
  text: z.string().max(2000).optional(),
  /** Logical id the SUT gave, `Observation/o42`. */
  id: z.string().optional(),
  /** The body of a 4xx/5xx was a well-formed OperationOutcome; for v2, an ERR segment stood beside AE/AR. */
  explained: z.boolean().optional(),
  /** Nothing came because the harness brought the system down while it was under way. */
  outage: z.literal(true).optional(),
  /** v2: MSA-2 equalled MSH-10, and exactly one ACK came. */
  correlated: z.boolean().optional(),
  /** v2, of a message with a `transport`: MSA-1 of every ACK that named it on its connection, in order. */
  acks: z.array(z.string().max(20)).max(100).optional(),
  /** v2, of the last such message on its connection: MSA-1 of every ACK there that named none of them. */
  strays: z.array(z.string().max(20)).max(100).optional(),
  /**
   * v2, of a message that was not answered in full: how long was waited, whether the peer closed the connection, and how
   * soon a plain message on another one was answered after that.
   */
  silence: z
    .strictObject({
      waitedMs: z.number().int().nonnegative(),
      closed: z.boolean(),
      controlMs: z.number().int().nonnegative().optional(),
    })
    .optional(),
});
export type Answer = z.infer<typeof Answer>;

/** An event of a subscription. `item`, `recipient`, `patient`: of the item that it has, as far as it can be read. */
const Pushed = z.strictObject({
  number: z.number().int().nonnegative(),
  item: Identifier.optional(),
  recipient: Identifier.optional(),
  patient: Identifier.optional(),
});

/** What a subscriber was told, and what it finds by itself. */
export const Subscribed = z.strictObject({
  /** Messages as they came; `at`: when the last byte had. */
  messages: z
    .array(z.strictObject({ at: Mono, type: z.string().max(80), events: z.array(Pushed).max(1000) }))
    .max(2000),
  /** Events since its start, as the system says when it is asked. */
  total: z.number().int().nonnegative().optional(),
  /** Events that it tells again, asked for from the first on; absent: it tells none again. */
  again: z.array(Pushed).max(1000).optional(),
  /** Items about the patient in the In Basket of the subscriber, looked at before. */
  inBasket: z.array(Identifier).max(1000).optional(),
});
export type Subscribed = z.infer<typeof Subscribed>;

/** Resources that were returned, by type, and what in them is not R4. */
export const Returned = z.strictObject({
  checked: z.array(z.strictObject({ type: z.string().max(80), count: z.number().int().positive() })).max(500),
  /** The first of its kind each; `times`: how many resources have it. */
  flaws: z
    .array(
      z.strictObject({
        type: z.string().max(80),
        id: z.string().max(80).optional(),
        path: z.string().max(300),
        expected: z.string().max(300),
        found: z.string().max(300),
        /** What it came in answer to. */
        request: z.string().max(500),
        times: z.number().int().positive(),
      }),
    )
    .max(200),
});
export type Returned = z.infer<typeof Returned>;

/** What an operation that reads has found, in domain terms. */
export const Output = z.strictObject({
  readings: z.array(FiledReading).optional(),
  orders: z.array(ShownOrder).optional(),
  messages: z.array(Message).optional(),
  audit: z.array(AuditEvent).optional(),
  /** Of an inbox look: how many pages and items it went over, and whether it reached the end. */
  look: z.strictObject({ pages: z.number().int(), items: z.array(z.string()), complete: z.boolean() }).optional(),
  /** Of a try: the harness has looked by itself and found that it took effect. */
  effect: z.boolean().optional(),
  returned: Returned.optional(),
  /** Of a step of a subscription: what came of it so far. */
  subscribed: Subscribed.optional(),
  /** Virtual now after a clock operation. */
  now: OffsetDateTime.optional(),
  capability: z.strictObject({ fhirVersion: z.string(), interactions: z.array(z.string()) }).optional(),
  trackers: z.array(Tracker).optional(),
  eligibility: Eligibility.optional(),
  /** Guideline limits with where they come from. */
  suggestions: z.array(z.strictObject({ unit: UnitCode, limits: z.array(Interval), source: z.string() })).optional(),
});
export type Output = z.infer<typeof Output>;

export const OpLine = z.strictObject({
  kind: z.literal('op'),
  seq: z.number().int().positive(),
  /** `scenario/binding` or `check:ID/binding`; every lane has patients of its own. */
  lane: z.string(),
  via: Via,
  /** Whose credentials: `ehr`, `gateway`, `portal`, `clinician:…`. */
  actor: z.string(),
  act: Act,
  intended: Mono,
  sent: Mono,
  settled: Mono,
  /** Wall time at `sent`. */
  wall: OffsetDateTime,
  /** refused: 4xx, AE, AR, CE, CR. unknown: 5xx, reset, time-out, garbage: the effect may still land. */
  outcome: z.enum(['ok', 'refused', 'unknown']),
  answer: Answer,
  output: Output.optional(),
  /** Content-addressed wire bytes beside the history: `wire/SHA256`. */
  wire: z.strictObject({ request: z.string().optional(), response: z.string().optional() }).optional(),
});
export type OpLine = z.infer<typeof OpLine>;

/** An In Basket item version came into sight. It appeared after `after` (null: no complete earlier look) and by `by`. */
export const SeenLine = z.strictObject({
  kind: z.literal('seen'),
  seq: z.number().int().positive(),
  surface: z.string(),
  after: Mono.nullable(),
  by: Mono,
  item: InboxItem,
  wire: z.string().optional(),
});
export type SeenLine = z.infer<typeof SeenLine>;

/** Something was done to the system itself. */
export const FaultLine = z.strictObject({
  kind: z.literal('fault'),
  seq: z.number().int().positive(),
  fault: z.string(),
  from: Mono,
  until: Mono,
  detail: z.string().optional(),
  /** Of `clock-stepped`: how far the system's own clock, of one of its processes at least, was set wrong, ms; below zero: back. */
  byMs: z.number().int().optional(),
  /** The one patient whose phone or EHR address it concerns; absent: all. */
  patient: Identifier.optional(),
});
export type FaultLine = z.infer<typeof FaultLine>;

/** The run ended in good order. `lag` is the worst delay of the harness's own event loop, in ns. */
export const EndLine = z.strictObject({
  kind: z.literal('end'),
  seq: z.number().int().positive(),
  at: Mono,
  lag: Mono,
  /** The delay that 999 of 1,000 of its delays stayed under; absent where fewer than 1,000 were measured. */
  lagP999: Mono.optional(),
  /** Lanes that never ran, with the reason: a port the SUT lacks, an abort. */
  skipped: z.array(
    z.strictObject({
      lane: z.string(),
      requirement: z.array(z.string()),
      verdict: z.enum(['UNTESTABLE', 'NOT_APPLICABLE', 'NOT_RUN', 'HARNESS_ERROR']),
      reason: z.string(),
    }),
  ),
  /** CRC-32 of every byte of the file before this member (docs/history.md). Absent in a history that was made by hand. */
  crc32: z
    .string()
    .regex(/^[0-9a-f]{8}$/, 'eight hexadecimal digits')
    .optional(),
});
export type EndLine = z.infer<typeof EndLine>;

/**
 * A line of the run's canary: the history of a system with a known defect, played by the same harness, of which the
 * requirement that its own run selects must fail. In its own order, each with its own `seq`.
 */
export const CanaryLine = z.strictObject({
  kind: z.literal('canary'),
  seq: z.number().int().positive(),
  line: z.discriminatedUnion('kind', [RunLine, OpLine, SeenLine, ArrivedLine, EndLine]),
});
export type CanaryLine = z.infer<typeof CanaryLine>;

export const HistoryLine = z.discriminatedUnion('kind', [
  RunLine,
  OpLine,
  SeenLine,
  ArrivedLine,
  FaultLine,
  EndLine,
  CanaryLine,
]);
export type HistoryLine = z.infer<typeof HistoryLine>;
