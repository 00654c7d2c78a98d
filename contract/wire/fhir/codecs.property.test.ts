import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import * as domain from '../../domain/index.ts';
import type { Outcome } from '../../refusal.ts';
import { isObject, type Json, JsonNumber, type JsonObject, parseLossless, writeLossless } from '../json/lossless.ts';
import * as any from './arbitraries.test-helper.ts';
import { decodeAuditEvent, encodeAuditEvent } from './audit-event.ts';
import { decodeRole, encodeRole } from './clinician.ts';
import { decodeMessage, encodeMessage } from './communication.ts';
import { decodePermission, encodePermission } from './consent.ts';
import { decodeDevice, encodeDevice } from './device.ts';
import { decodeFiledReading, decodeReading, encodeFiledReading, encodeReading } from './observation.ts';
import { decodeOrder, encodeOrder } from './order.ts';
import { decodePatient, encodePatient } from './patient.ts';
import { decodePool, encodePool } from './pool.ts';
import type { IdentifierOf, ReferenceTo, ResourceMeta } from './references.ts';
import { registry } from './registry.test-helper.ts';
import { decodeItem, encodeItem } from './task.ts';

const META: ResourceMeta = { id: 'a1', version: 3, lastUpdated: '2026-03-03T13:05:12.000Z' };

/** Through the bytes of the wire and back. */
const wire = (resource: JsonObject): JsonObject => {
  const back = parseLossless(writeLossless(resource));
  if (!isObject(back)) throw new Error('not an object');
  return back;
};

interface Codec<T> {
  readonly arbitrary: fc.Arbitrary<T>;
  readonly schema: { safeParse(value: unknown): { success: boolean; error?: unknown } };
  readonly encode: (value: T, ref: ReferenceTo) => JsonObject;
  readonly decode: (resource: JsonObject, identifierOf: IdentifierOf) => Outcome<T>;
}
const codec = <T>(c: Codec<T>): Codec<unknown> => c as Codec<unknown>;

const CODECS: Readonly<Record<string, Codec<unknown>>> = {
  patient: codec({
    arbitrary: any.patient,
    schema: domain.Patient,
    encode: (v) => encodePatient(v),
    decode: decodePatient,
  }),
  clinician: codec({
    arbitrary: any.role,
    schema: z.strictObject({ clinician: domain.Clinician, absences: domain.Coverage.shape.absences.optional() }),
    encode: (v, ref) => encodeRole(v.clinician, v.absences ?? [], ref, META),
    decode: decodeRole,
  }),
  pool: codec({ arbitrary: any.pool, schema: domain.Pool, encode: encodePool, decode: decodePool }),
  device: codec({ arbitrary: any.device, schema: domain.Device, encode: encodeDevice, decode: decodeDevice }),
  order: codec({ arbitrary: any.order, schema: domain.Order, encode: encodeOrder, decode: decodeOrder }),
  permission: codec({
    arbitrary: any.permission,
    schema: domain.Permission,
    encode: encodePermission,
    decode: decodePermission,
  }),
  reading: codec({ arbitrary: any.reading, schema: domain.Reading, encode: encodeReading, decode: decodeReading }),
  'filed reading': codec({
    arbitrary: any.filedReading,
    schema: domain.FiledReading,
    encode: (v, ref) => encodeFiledReading(v, ref, { ...META, version: v.version }),
    decode: decodeFiledReading,
  }),
  item: codec({
    arbitrary: any.item,
    schema: domain.InboxItem,
    encode: (v, ref) => encodeItem(v, ref, { ...META, version: v.version }),
    decode: decodeItem,
  }),
  message: codec({ arbitrary: any.message, schema: domain.Message, encode: encodeMessage, decode: decodeMessage }),
  'audit event': codec({
    arbitrary: any.auditEvent,
    schema: domain.AuditEvent,
    encode: encodeAuditEvent,
    decode: decodeAuditEvent,
  }),
};

const MANGLED: readonly (Json | undefined)[] = [
  undefined,
  null,
  '',
  'x',
  true,
  new JsonNumber('7'),
  [],
  {},
  [null],
  [[]],
  [{}],
];

/** The path of everything inside a value, at any depth. */
const placesIn = (value: Json | undefined): (string | number)[][] => {
  if (value instanceof JsonNumber || typeof value !== 'object' || value === null) return [];
  const children: [string | number, Json | undefined][] = Array.isArray(value)
    ? (value as readonly Json[]).map((v, i) => [i, v])
    : Object.entries(value as JsonObject);
  return children.flatMap(([name, child]) => [[name], ...placesIn(child).map((rest) => [name, ...rest])]);
};

/** A copy with another value at one place. */
const replaced = (
  value: Json | undefined,
  [name, ...rest]: (string | number)[],
  by: Json | undefined,
): Json | undefined => {
  if (name === undefined) return by;
  if (Array.isArray(value))
    return (value as readonly Json[]).map((v, i) => (i === name ? (replaced(v, rest, by) ?? null) : v));
  const object = value as JsonObject;
  return { ...object, [name]: replaced(object[name], rest, by) };
};

describe.each(Object.entries(CODECS))('%s', (_name, { arbitrary, schema, encode, decode }) => {
  test('comes back from the wire as it was, and fits its schema', () => {
    fc.assert(
      fc.property(arbitrary, (value) => {
        const { ref, identifierOf } = registry();
        const back = decode(wire(encode(value, ref)), identifierOf);
        expect(back).toEqual({ ok: true, value });
        expect(schema.safeParse(back.ok ? back.value : undefined).error).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });

  test('with anything in it lost or mangled is read or refused, never a crash', () => {
    fc.assert(
      fc.property(arbitrary, fc.nat(), fc.constantFrom(...MANGLED), (value, pick, by) => {
        const { ref, identifierOf } = registry();
        const resource = wire(encode(value, ref));
        const places = placesIn(resource);
        const outcome = decode(replaced(resource, places[pick % places.length] ?? [], by) as JsonObject, identifierOf);
        if (outcome.ok) expect(schema.safeParse(outcome.value).error).toBeUndefined();
        else expect(outcome.refusal.at).toBeTruthy();
      }),
      { numRuns: 500 },
    );
  });
});
