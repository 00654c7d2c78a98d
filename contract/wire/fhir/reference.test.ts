import { expect, test } from 'vitest';
import { Cursor, decoding } from './cursor.ts';
import { resolveOrFail, typeOf } from './reference.ts';

const JANE = { system: 'urn:oid:2.999.1.1', value: 'MRN1001' };

test.each<[string, string | undefined]>([
  ['Patient/p1', 'Patient'],
  ['http://127.0.0.1:8080/fhir/Patient/p1', 'Patient'],
  ['Observation/o1/_history/2', 'Observation'],
  ['urn:uuid:0b7c1c0e-9f1a-4d0e-8a55-1f2f0a6b2c11', undefined],
  ['#limits', undefined],
  ['p1', undefined],
])('%s names the type %s', (literal, type) => {
  expect(typeOf(literal)).toBe(type);
});

/** Everything is known here, by the same key. */
const resolved = (reference: string, unknown: 'patient-not-authorised' | 'recipient-unknown' | 'bad-value') =>
  decoding(() => resolveOrFail(new Cursor({ reference }, 'X.y'), () => JANE, unknown));

test.each<[string, 'patient-not-authorised' | 'recipient-unknown', boolean]>([
  ['Patient/p1', 'patient-not-authorised', true],
  ['http://h/fhir/Patient/p1', 'patient-not-authorised', true],
  ['urn:uuid:1', 'patient-not-authorised', true],
  ['Device/d1', 'patient-not-authorised', false],
  ['http://h/fhir/Device/d1/_history/1', 'patient-not-authorised', false],
  ['PractitionerRole/c1', 'recipient-unknown', true],
  ['CareTeam/t1', 'recipient-unknown', true],
  ['Device/d1', 'recipient-unknown', false],
  ['Patient/p1', 'recipient-unknown', false],
])('%s, where another type would be %s, is taken: %s', (reference, unknown, isTaken) => {
  expect(resolved(reference, unknown)).toMatchObject(
    isTaken ? { ok: true, value: JANE } : { ok: false, refusal: { code: unknown, at: 'X.y' } },
  );
  expect(resolved(reference, 'bad-value')).toEqual({ ok: true, value: JANE });
});
