import { z } from 'zod';
import {
  AuditEvent,
  Eligibility,
  FiledReading,
  Identifier,
  Interval,
  ItemStatus,
  Message,
  Notice,
  OffsetDateTime,
  ShownOrder,
  ShownPermission,
  Tracker,
  UnitCode,
} from '../../contract/domain/index.ts';
import { Alerts } from './alerts.ts';
import { Mono } from './mono.ts';

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
  /** What a refusal names as its place: an expression of the OperationOutcome, or ERR-2. Empty: none. */
  place: z.string().max(1000).optional(),
  /** v2, of a refusal: ERR-3.1. Empty: none. */
  error: z.string().max(100).optional(),
  /** Nothing came because the harness brought the system down while it was under way. */
  outage: z.literal(true).optional(),
  /** v2: MSA-2 equalled MSH-10, and exactly one ACK came. */
  correlated: z.boolean().optional(),
  /** v2, of a message with a `transport`: MSA-1 of every ACK that named it on its connection, in order. */
  acks: z.array(z.string().max(20)).max(100).optional(),
  /** v2, of the last such message on its connection: MSA-1 of every ACK there that named none of them. */
  strays: z.array(z.string().max(20)).max(100).optional(),
  /**
   * v2, of a message that was not answered in full: for how long the harness listened, whether the peer closed the connection, and how
   * soon a plain message on another one was answered after that.
   */
  silence: z
    .strictObject({
      waitedMs: z.number().int().nonnegative(),
      closed: z.boolean(),
      controlMs: z.number().int().nonnegative().optional(),
      /** For how long nothing came on its connection, which stood, after that plain message was answered. Absent: it did not stand, or nobody listened. */
      watchedMs: z.number().int().nonnegative().optional(),
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
  notices: z.array(Notice).max(1000).optional(),
  permission: ShownPermission.optional(),
  audit: z.array(AuditEvent).optional(),
  /** Of an inbox look: how many pages and items it went over, and whether it reached the end. */
  look: z
    .strictObject({
      pages: z.number().int(),
      items: z.array(z.string()),
      complete: z.boolean(),
      /** Of a person's look at the end of a run: the items of pools among them that are not shown as done or withdrawn. */
      pooled: z.array(z.strictObject({ item: z.string(), status: ItemStatus })).optional(),
    })
    .optional(),
  /** Of a try: the harness has looked by itself and found that it took effect. */
  effect: z.boolean().optional(),
  returned: Returned.optional(),
  /** Of a step of a subscription: what came of it so far. */
  subscribed: Subscribed.optional(),
  /** What was told of a patient by HL7 v2. */
  alerts: Alerts.optional(),
  /** Virtual now after a clock operation. */
  now: OffsetDateTime.optional(),
  capability: z.strictObject({ fhirVersion: z.string(), interactions: z.array(z.string()) }).optional(),
  trackers: z.array(Tracker).optional(),
  eligibility: Eligibility.optional(),
  /** Guideline limits with where they come from. */
  suggestions: z.array(z.strictObject({ unit: UnitCode, limits: z.array(Interval), source: z.string() })).optional(),
});
export type Output = z.infer<typeof Output>;
