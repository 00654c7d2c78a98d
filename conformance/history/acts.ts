import { z } from 'zod';
import {
  Clinician,
  Coverage,
  Device,
  Identifier,
  Measure,
  Message,
  OffsetDateTime,
  Order,
  Patient,
  Permission,
  Pool,
  Reading,
  Source,
} from '../../contract/domain/index.ts';
import { WireDefect, Bundle, Transport, Attempt } from './manners.ts';
import { AlertReply } from './alerts.ts';
import { PHONE_ACTS } from './sender-lines.ts';

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
  /**
   * A later state of a known order: signed, changed, on hold, resumed, completed, revoked. Always the whole order.
   * `delta`: sent as if it were not, so that what the version before has and this one lacks is not deleted by name;
   * HL7 v2 alone, where the two can be told apart.
   */
  input('order.change', { order: Order, delta: z.literal(true).optional() }),
  /** Reads an order back by its number. */
  input('order.read', { patient: Identifier, order: Identifier }),
  input('permission.set', { permission: Permission }),
  /** What the system shows of the patient's permission for one type of data, and when data came last. */
  input('permission.read', { patient: Identifier, measure: Measure }),
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
  /** What the system sent to the patient outside the portal. */
  input('notice.list', { patient: Identifier }),
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
    /** What it said before it was corrected. */
    reading: Reading.optional(),
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
  /**
   * From now on the alerts about a patient that reach the harness are kept. `replies`: what the next of them get that had
   * none before, one each; after these, and unsaid, each is taken.
   */
  input('alerts.listen', { patient: Identifier, replies: z.array(AlertReply).max(20).optional() }),
  /** The alerts about a patient that came since. */
  input('alerts.read', { patient: Identifier }),
  /** All that the system has returned so far is held against the structure of FHIR R4. */
  input('returned.check', {}),
  input('source.set', { source: Source, status: z.enum(['admitted', 'withdrawn']) }),
  ...PHONE_ACTS,
]);
export type Act = z.infer<typeof Act>;
export type ActName = Act['op'];
export type SubmitAct = Extract<Act, { op: 'reading.submit' }>;
