import { z } from 'zod';
import { Identifier, Measure, OffsetDateTime } from '../../domain/index.ts';

/** WebSocket subprotocol of the virtual device bus (docs/sender.md). */
export const BUS_PROTOCOL = 'vitalproof-bus.v1';
/** Largest message, bytes of UTF-8. */
export const MAX_MESSAGE_BYTES = 64 * 1024;
/** Most samples in one answer. */
const MAX_SAMPLES = 100;

const N = z.number().int().positive();
const Hex = z
  .string()
  .max(1024)
  .regex(/^(?:[0-9A-F]{2})*$/, 'bytes as capital hexadecimal digits');
const Uuid16 = z.string().regex(/^[0-9A-F]{4}$/, 'a UUID of four capital hexadecimal digits');
const Handle = z.number().int().positive();
const Word = z.string().min(1).max(64);
const Text = z.string().max(255);

/** What a phone has measurements from. */
const BusSource = z.enum(['gatt', 'healthkit', 'health-connect']);

/** `HKQuantityTypeIdentifier…` of a measure, or the record type of Health Connect. */
const SampleType = Text;

/** Fields that are not known are passed over, so that one side may be newer than the other. */
const message = <T extends string, S extends z.ZodRawShape>(t: T, shape: S) =>
  z.object({ n: N, t: z.literal(t), ...shape });

/** A sample of a health store. The value is text, because a number would lose its last zero. */
export const BusSample = z.object({
  uuid: Word,
  type: SampleType,
  value: z.string().max(32),
  unit: Word,
  start: OffsetDateTime,
  end: OffsetDateTime,
  source: z.object({ bundle: Text, name: Text }),
  device: z.object({ manufacturer: Text, model: Text, serial: Text }).optional(),
  metadata: z.record(z.string().max(128), z.union([z.string().max(255), z.number()])),
});
export type BusSample = z.infer<typeof BusSample>;

/** What is left of a sample that was deleted, or replaced by one of a higher version. */
export const DeletedSample = z.object({
  uuid: Word,
  syncIdentifier: Text.optional(),
  syncVersion: z.number().int().optional(),
});
export type DeletedSample = z.infer<typeof DeletedSample>;

/** What the harness says. */
export const FromHarness = z.discriminatedUnion('t', [
  message('welcome', {
    re: N,
    run: Word,
    source: BusSource,
    ehr: z.object({
      fhir: z.string().optional(),
      mllp: z.object({ host: z.string(), port: z.number().int() }).optional(),
    }),
    patient: Identifier,
    order: z.object({
      identifier: Identifier,
      measures: z.array(Measure).min(1),
      start: OffsetDateTime,
      end: OffsetDateTime,
    }),
    /** The scale's number of this patient. */
    user: z.number().int().min(0).max(255),
    now: OffsetDateTime,
    zone: Word,
  }),
  /** Platform time, forward only. A sender goes by this and by no other clock. */
  message('clock', { now: OffsetDateTime, zone: Word }),
  message('advertise', { device: Word, eui64: Word, name: Text, services: z.array(Uuid16) }),
  message('connected', {
    re: N,
    h: Handle,
    bonded: z.boolean(),
    services: z.array(z.object({ uuid: Uuid16, chars: z.array(z.object({ uuid: Uuid16, props: z.array(Word) })) })),
  }),
  message('dropped', { h: Handle, reason: Word }),
  message('ok', { re: N }),
  /** An error code of the Attribute Protocol, `0x81`. */
  message('att', { re: N, code: z.string().regex(/^0x[0-9a-f]{2}$/) }),
  message('value', { re: N, hex: Hex }),
  message('notify', { h: Handle, char: Uuid16, hex: Hex }),
  message('indicate', { h: Handle, char: Uuid16, hex: Hex }),
  message('authorized', { re: N }),
  /** The patient decided, and the sender can see it: the app's own permission, and that of Health Connect. */
  message('permission', { measure: Measure, status: z.enum(['granted', 'withdrawn']) }),
  message('changed', { type: SampleType }),
  message('samples', {
    re: N,
    added: z.array(BusSample).max(MAX_SAMPLES),
    deleted: z.array(DeletedSample).max(MAX_SAMPLES),
    anchor: Text,
  }),
  message('error', { re: N.optional(), code: Word, text: Text.optional() }),
  message('bye', {}),
]);
export type FromHarness = z.infer<typeof FromHarness>;

/** What a sender says. */
export const FromSender = z.discriminatedUnion('t', [
  message('hello', { bus: z.literal(1), token: z.string().min(1).max(256) }),
  message('connect', { device: Word }),
  message('disconnect', { h: Handle }),
  message('subscribe', { h: Handle, char: Uuid16, mode: z.enum(['notify', 'indicate', 'off']) }),
  message('read', { h: Handle, char: Uuid16 }),
  message('write', { h: Handle, char: Uuid16, hex: Hex }),
  message('confirm', { re: N }),
  message('authorize', { types: z.array(SampleType).min(1).max(8) }),
  message('observe', { type: SampleType }),
  message('observed', { re: N }),
  message('query', { type: SampleType, anchor: Text.nullable(), limit: z.number().int().min(1).max(MAX_SAMPLES) }),
  /** Everything up to the harness's message `upTo` is dealt with: sent, or kept so that nothing can lose it. */
  message('idle', { upTo: N }),
]);
export type FromSender = z.infer<typeof FromSender>;

/** A message before it has its number. */
export type Unnumbered<M> = M extends unknown ? Omit<M, 'n'> : never;
