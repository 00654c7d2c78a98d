import { z } from 'zod';
import {
  AuditEvent,
  Clinician,
  Coverage,
  Device,
  Eligibility,
  FiledReading,
  Identifier,
  InboxItem,
  Measure,
  Message,
  Notice,
  OffsetDateTime,
  Order,
  Patient,
  Permission,
  Pool,
  ShownOrder,
  ShownPermission,
  Tracker,
} from '../../domain/index.ts';
import type { PortName } from '../../ports.ts';
import { PortAnswer, PortOk } from './answer.ts';
import { PortActor, ReadingAsSent } from './as-sent.ts';

/** One call of a port: what is asked, and the answer where it was done. Any call may also be answered `refused`. */
interface PortCall<I extends z.ZodRawShape = z.ZodRawShape, O extends z.ZodObject = z.ZodObject> {
  readonly request: z.ZodObject<I>;
  readonly ok: O;
}

const call = <N extends string, I extends z.ZodRawShape, O extends z.ZodRawShape>(name: N, input: I, output: O) => ({
  request: z.strictObject({ call: z.literal(name), as: PortActor, ...input }),
  ok: PortOk.extend(output),
});

/** An item with the instant, by the system's clock, at which this version of it was written. */
const ShownItem = z.object({ item: InboxItem, updated: OffsetDateTime });

/** How a system is brought down. */
const ProcessHow = z.enum(['stop', 'kill', 'pause']);

/** Every call, by its port. Its name is that of the act in a history. */
export const CALLS = {
  patients: { 'person.patient': call('person.patient', { patient: Patient }, {}) },
  people: {
    'person.clinician': call('person.clinician', { clinician: Clinician }, {}),
    'person.pool': call('person.pool', { pool: Pool }, {}),
  },
  coverage: { 'coverage.set': call('coverage.set', { coverage: Coverage }, {}) },
  orders: {
    'order.submit': call('order.submit', { order: Order }, {}),
    'order.change': call('order.change', { order: Order }, {}),
    'order.read': call('order.read', { patient: Identifier, order: Identifier }, { orders: z.array(ShownOrder) }),
  },
  portal: {
    'eligibility.read': call('eligibility.read', { patient: Identifier }, { eligibility: Eligibility }),
    'tracker.list': call('tracker.list', { patient: Identifier }, { trackers: z.array(Tracker) }),
    'tracker.set': call(
      'tracker.set',
      { patient: Identifier, order: Identifier, state: z.enum(['picked', 'disconnected']) },
      {},
    ),
    'device.register': call('device.register', { device: Device }, {}),
    'permission.read': call(
      'permission.read',
      { patient: Identifier, measure: Measure },
      { permission: ShownPermission },
    ),
  },
  permission: { 'permission.set': call('permission.set', { permission: Permission }, {}) },
  'readings-in': {
    'device.register': call('device.register', { device: Device }, {}),
    'reading.submit': call('reading.submit', { reading: ReadingAsSent }, {}),
    'reading.together': call(
      'reading.together',
      { kind: z.enum(['transaction', 'batch']), readings: z.array(ReadingAsSent).min(1).max(500) },
      { answers: z.array(PortAnswer) },
    ),
  },
  'readings-back': {
    'reading.read': call(
      'reading.read',
      { patient: Identifier, identifier: Identifier.optional(), measure: Measure.optional() },
      { readings: z.array(FiledReading) },
    ),
  },
  inbox: {
    'inbox.look': call(
      'inbox.look',
      { patient: Identifier.optional(), since: OffsetDateTime.optional(), page: z.string().max(500).optional() },
      { items: z.array(ShownItem), next: z.string().max(500).optional() },
    ),
  },
  'inbox-acts': {
    'item.act': call('item.act', { item: Identifier, act: z.enum(['seen', 'done']) }, {}),
  },
  messages: {
    'message.send': call('message.send', { message: Message }, {}),
    'message.read': call('message.read', { patient: Identifier }, { messages: z.array(Message) }),
    'notice.list': call('notice.list', { patient: Identifier }, { notices: z.array(Notice) }),
  },
  audit: { 'audit.read': call('audit.read', { patient: Identifier }, { events: z.array(AuditEvent) }) },
  clock: {
    'clock.advance': call(
      'clock.advance',
      { to: OffsetDateTime, patient: Identifier.optional() },
      { now: OffsetDateTime },
    ),
  },
  /** `stop`: in good order; `kill`: at once; `pause`: held still. Up: started again, or let go on, and it answers. */
  process: {
    'process.down': call('process.down', { how: ProcessHow }, {}),
    'process.up': call('process.up', { how: ProcessHow }, {}),
  },
} as const satisfies Partial<Record<PortName, Readonly<Record<string, PortCall>>>>;

/** The ports that the protocol has. */
export type PortWithCalls = keyof typeof CALLS;
export const PORTS_WITH_CALLS = Object.keys(CALLS) as readonly PortWithCalls[];

/** What an adapter says of itself at `GET /`. */
export const Hello = z.object({
  /** Version of this protocol. */
  ports: z.literal(1),
  system: z.object({ name: z.string().min(1).max(80), version: z.string().min(1).max(40) }),
  /** Ports that it answers. */
  serves: z.array(z.enum(PORTS_WITH_CALLS as [PortWithCalls, ...PortWithCalls[]])).min(1),
  /** The system's own clock; absent: unknown. */
  now: OffsetDateTime.optional(),
});
export type Hello = z.infer<typeof Hello>;
