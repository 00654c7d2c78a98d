import { z } from 'zod';
import { Identifier, Measure, OffsetDateTime, Reading } from '../../contract/domain/index.ts';
import { Mono } from './mono.ts';

/** What a sender under test is held to (docs/sender.md). Milliseconds. */
export const SenderTerms = z.strictObject({
  /** From a measurement's being shown to its arrival. */
  forward: z.number().int().positive(),
  /** From the end of an outage, of the EHR or of the sender itself, to the arrival of what waited. */
  recovery: z.number().int().positive(),
});
export type SenderTerms = z.infer<typeof SenderTerms>;

/** What a phone has its measurements from: devices by Bluetooth, or a health store. */
export const PhoneSource = z.enum(['gatt', 'healthkit', 'health-connect']);
export type PhoneSource = z.infer<typeof PhoneSource>;

/** One phone of one patient, and what was ordered for it. */
export const Phone = z.strictObject({
  patient: Identifier,
  source: PhoneSource,
  order: z.strictObject({
    identifier: Identifier,
    measures: z.array(Measure).min(1),
    period: z.strictObject({ start: OffsetDateTime, end: OffsetDateTime }),
  }),
  zone: z.string().min(1).max(64),
});
export type Phone = z.infer<typeof Phone>;

const input = <N extends string, S extends z.ZodRawShape>(op: N, shape: S) =>
  z.strictObject({ op: z.literal(op), patient: Identifier, ...shape });

/**
 * What the harness did at a patient's phone, meter or scale. `sent`: it began to be shown; `settled`: the sender said
 * that it was done with it, or the time for that was over. `unknown`: the harness disturbed the showing, so that nobody
 * can say whether it was taken.
 */
export const PHONE_ACTS = [
  input('phone.enrol', { phone: Phone }),
  /** The patient decides. `told`: the sender can see it; some health stores never say. */
  input('phone.permission', {
    measure: Measure,
    status: z.enum(['granted', 'withdrawn']),
    at: OffsetDateTime,
    told: z.boolean(),
  }),
  /**
   * A measurement is there for the sender to take: as it has to arrive, but for the system of its identifier, which is
   * the sender's. `corrected`: the same one changed. `whose`: of a scale with several users. `sentinel`: shown to end an
   * absence.
   */
  input('phone.show', {
    reading: Reading,
    whose: z.enum(['patient', 'other']),
    sentinel: z.boolean().optional(),
  }),
  /** Deleted in the health store; by the identifier that it was shown with. */
  input('phone.delete', { reading: Identifier }),
] as const;

/** Something arrived at the harness's EHR. */
export const ArrivedLine = z.strictObject({
  kind: z.literal('arrived'),
  seq: z.number().int().positive(),
  lane: z.string(),
  via: z.enum(['fhir', 'hl7v2']),
  /** The patient whose phone was given the address at which it arrived. */
  phone: Identifier,
  /** It had come whole. */
  at: Mono,
  /** It was answered, or the connection was cut instead. */
  answered: Mono,
  /** Wall time at `at`. */
  wall: OffsetDateTime,
  way: z.enum(['create', 'update']),
  /** What the EHR made of it. `unavailable`, `cut`: the sender cannot know whether it was kept. */
  outcome: z.enum(['accepted', 'refused', 'unavailable', 'cut']),
  /** HTTP status or MSA-1; absent where nothing was answered. */
  code: z.string().max(8).optional(),
  /** Absent where it could not be read; `problem` then says why. */
  reading: Reading.optional(),
  problem: z
    .strictObject({ code: z.string(), at: z.string().optional(), text: z.string().max(2000).optional() })
    .optional(),
  /** A create that asks the receiver to look for the identifier first. */
  conditional: z.boolean().optional(),
  /** It says that it is simulated: HTEST, or MSH-11 `T`. */
  marked: z.boolean().optional(),
  wire: z.strictObject({ request: z.string().optional(), response: z.string().optional() }).optional(),
});
export type ArrivedLine = z.infer<typeof ArrivedLine>;
