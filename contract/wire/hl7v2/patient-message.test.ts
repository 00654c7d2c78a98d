import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Patient } from '../../domain/index.ts';
import { ENVELOPE, NAMESPACES, identifier, text } from './arbitraries.test-helper.ts';
import { parseMessage } from './message.ts';
import { decodePatientMessage, encodePatientMessage, PATIENT_EVENTS } from './patient-message.ts';

const jane: Patient = {
  identifier: { system: 'urn:oid:2.999.1.1', value: 'MRN1001' },
  family: 'Sørensen',
  given: 'Jane',
  gender: 'female',
  birthDate: '1970-01-15',
};
const TEXT = encodePatientMessage(jane, 'A28', ENVELOPE, NAMESPACES);
const decode = (message: string) => {
  const parsed = parseMessage(Buffer.from(message, 'utf8'));
  return parsed.ok ? decodePatientMessage(parsed.value, NAMESPACES) : parsed;
};

describe('a patient', () => {
  test('is the ADT message that the binding says', () => {
    const [head, event, pid, visit] = TEXT.split('\r');
    expect(head).toContain('|ADT^A28^ADT_A05|');
    expect([event, pid, visit]).toEqual([
      'EVN||20260302090000.000-0500',
      'PID|1||MRN1001^^^GOODHEALTH&2.999.1.1&ISO^MR||Sørensen^Jane^^^^^L||19700115|F',
      'PV1|1|N',
    ]);
    expect(encodePatientMessage(jane, 'A08', ENVELOPE, NAMESPACES)).toContain('|ADT^A08^ADT_A01|');
  });

  test('comes back as it was', () => {
    const day = fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2030, 0, 1) });
    const patient = fc.record({
      identifier,
      family: text(30),
      given: text(30),
      gender: fc.constantFrom(...Patient.shape.gender.options),
      birthDate: day.map((ms) => new Date(ms).toISOString().slice(0, 10)),
    });
    const event = fc.constantFrom(...(Object.keys(PATIENT_EVENTS) as (keyof typeof PATIENT_EVENTS)[]));
    fc.assert(
      fc.property(patient, event, (of, as) => {
        expect(decode(encodePatientMessage(of, as, ENVELOPE, NAMESPACES))).toEqual({ ok: true, value: of });
      }),
    );
  });

  test.each([
    ['19700115|F', '197001150830+0100|A', { birthDate: '1970-01-15', gender: 'other' }],
    ['19700115|F', '19700115|N', { gender: 'other' }],
    ['19700115|F', '19700115|', { gender: 'unknown' }],
  ])('%s as %s', (from, to, expected) => {
    expect(decode(TEXT.replace(from, to))).toMatchObject({ ok: true, value: expected });
  });

  test.each([
    ['no PID', /PID[^\r]*\r/, '', 'missing-element', 'PID^1'],
    ['two', /(PID[^\r]*\r)/, '$1$1', 'field-not-understood', 'PID^2^1'],
    ['no number', 'MRN1001', '', 'missing-element', 'PID^1^3'],
    ['a number without its authority', 'GOODHEALTH&2.999.1.1&ISO', '', 'missing-element', 'PID^1^3'],
    ['no given name', 'Jane', '', 'missing-element', 'PID^1^5'],
    ['no family name', 'Sørensen', '', 'missing-element', 'PID^1^5'],
    ['no day of birth', '19700115', '', 'missing-element', 'PID^1^7'],
    ['a year alone', '19700115', '1970', 'bad-value', 'PID^1^7'],
    ['no such day', '19700115', '19700230', 'bad-value', 'PID^1^7'],
    ['another sex code', '|F\r', '|X\r', 'unknown-code', 'PID^1^8'],
  ])('%s is refused', (_what, from, to, code, at) => {
    expect(TEXT.replace(from, to)).not.toBe(TEXT);
    expect(decode(TEXT.replace(from, to))).toMatchObject({ ok: false, refusal: { code, at } });
  });
});
