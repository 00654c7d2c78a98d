import { z } from 'zod';
import { Clinician, Identifier, InboxItem, OffsetDateTime, Pool } from '../../contract/domain/index.ts';
import { PORTS } from '../../contract/ports.ts';
import { RECEIVER_SCOPES } from '../../contract/requirements/requirement.ts';
import { Act } from './acts.ts';
import { Answer, Output } from './answers.ts';
import { Mono } from './mono.ts';
import { Deadlines, Policies, RuleClaim, RecordedFile, Via } from './run-terms.ts';
import { ArrivedLine, SenderTerms } from './sender-lines.ts';

export { Act, type ActName, type SubmitAct } from './acts.ts';
export { Answer, NOT_OFFERED, NOT_TO_BE_HAD, Output, Returned, Subscribed } from './answers.ts';
export {
  AckCondition,
  type AckMode,
  Attempt,
  BESIDE_FHIR,
  Bundle,
  Transport,
  TransportTopic,
  WireDefect,
} from './manners.ts';
export { Mono } from './mono.ts';
export { Alerts, Alerted, AlertReply } from './alerts.ts';
export { AGAIN_MS, Deadlines, Policies, RECOVERY_MS, RecordedFile, RuleClaim, Via } from './run-terms.ts';
export { ArrivedLine, Phone, PhoneSource, SenderTerms } from './sender-lines.ts';

/**
 * The one record of everything that ever ran (docs/history.md). Append-only NDJSON, written as it
 * happens: a `run` line first, then operations, sightings and faults, an `end` line last. A history
 * without its `end` was cut off and proves no absence.
 */
export const HISTORY_FORMAT = 2;

const isOnce = (names: readonly string[]): boolean => new Set(names).size === names.length;

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
  scope: z.array(z.enum(RECEIVER_SCOPES)).refine(isOnce, 'every scope once').optional(),
  /** How its ports are served; those that are absent are left out. */
  ports: z
    .array(z.strictObject({ port: z.enum(PORTS), served: z.array(Via) }))
    .refine((ports) => isOnce(ports.map(({ port }) => port)), 'every port once')
    .optional(),
  /** Requirement ids that this run set out to judge; others are NOT_RUN. */
  selected: z.array(z.string()),
  /** Recorded data that the run plays. */
  recorded: z.array(RecordedFile).optional(),
});
export type RunLine = z.infer<typeof RunLine>;

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
  /** The delay that 999 of 1,000 of its delays stayed under while lanes were driven; absent where fewer than 1,000 were measured. */
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
