import { expect, test } from 'vitest';
import type { JsonObject } from '../json/lossless.ts';
import { decodeRole } from './clinician.ts';
import { decodeDevice } from './device.ts';
import { COVERED_BY } from './absence.ts';
import { absences, meter } from './example-values.ts';
import { EXAMPLES, exampleIdentifierOf } from './examples.ts';
import { decodePatient } from './patient.ts';
import { decodePool } from './pool.ts';

const [patient = {}, clinician = {}, pool = {}, device = {}] = ['patient', 'clinician', 'pool', 'meter'].map(
  (n) => EXAMPLES[n] ?? {},
);

test.each<[string, JsonObject, string, string]>([
  ['without a name', { ...patient, name: undefined }, 'missing-element', 'Patient.name'],
  ['of a sex FHIR does not know', { ...patient, gender: 'f' }, 'bad-value', 'Patient.gender'],
  ['born in a year', { ...patient, birthDate: '1970' }, 'bad-value', 'Patient.birthDate'],
  ['born on a 30th of February', { ...patient, birthDate: '1970-02-30' }, 'bad-value', 'Patient.birthDate'],
])('a patient %s is refused', (_title, resource, code, at) => {
  expect(decodePatient(resource)).toMatchObject({ ok: false, refusal: { code, at } });
});

test('a clinician without a comma in the name is refused', () => {
  expect(decodeRole({ ...clinician, practitioner: { display: 'Ana Rivera' } }, exampleIdentifierOf)).toMatchObject({
    refusal: { code: 'bad-value', at: 'PractitionerRole.practitioner.display' },
  });
});

const away = EXAMPLES['clinician-away'] ?? {};
const [absence = {}] = away['notAvailable'] as readonly JsonObject[];

test('absences are stated, or stated to be none, or not stated at all', () => {
  const read = (over: JsonObject) => {
    const role = decodeRole({ ...away, ...over }, exampleIdentifierOf);
    return role.ok ? role.value.absences : role.refusal;
  };
  expect(read({})).toEqual(absences);
  expect(read({ notAvailable: [] })).toEqual([]);
  expect(read({ notAvailable: undefined })).toBeUndefined();
  expect(read({ notAvailable: [{ ...absence, extension: undefined }] })).toEqual([{ period: absences[0]?.period }]);
});

test.each<[string, JsonObject, string, string]>([
  [
    'covered by a stranger',
    { extension: [{ url: COVERED_BY, valueReference: { reference: 'PractitionerRole/x' } }] },
    'recipient-unknown',
    '.extension[0].valueReference',
  ],
  [
    'covered by a word',
    { extension: [{ url: COVERED_BY, valueString: 'Ben' }] },
    'missing-element',
    '.extension[0].valueReference',
  ],
  ['without a time', { during: undefined }, 'missing-element', '.during.start'],
  ['without an end', { during: { start: '2026-03-07T00:00:00-05:00' } }, 'missing-element', '.during.end'],
  ['of whole days', { during: { start: '2026-03-07', end: '2026-03-14' } }, 'time-without-offset', '.during.start'],
])('an absence %s is refused', (_title, over, code, at) => {
  expect(decodeRole({ ...away, notAvailable: [{ ...absence, ...over }] }, exampleIdentifierOf)).toMatchObject({
    ok: false,
    refusal: { code, at: `PractitionerRole.notAvailable[0]${at}` },
  });
});

test('more absences than are kept are refused', () => {
  const notAvailable = Array.from({ length: 51 }, () => absence);
  expect(decodeRole({ ...away, notAvailable }, exampleIdentifierOf)).toMatchObject({ refusal: { code: 'too-large' } });
});

test('a pool without members, or of strangers, is refused', () => {
  expect(decodePool({ ...pool, participant: [] }, exampleIdentifierOf)).toMatchObject({
    refusal: { code: 'missing-element' },
  });
  const participant: JsonObject[] = [{ member: { reference: 'PractitionerRole/x' } }];
  expect(decodePool({ ...pool, participant }, exampleIdentifierOf)).toMatchObject({
    refusal: { code: 'recipient-unknown', at: 'CareTeam.participant[0].member' },
  });
});

test('a device is told by its specialization, and what is none of ours is refused', () => {
  expect(decodeDevice(device, exampleIdentifierOf)).toEqual({ ok: true, value: meter });
  expect(decodeDevice({ ...device, specialization: undefined }, exampleIdentifierOf)).toMatchObject({
    refusal: { code: 'bad-value', at: 'Device.type' },
  });
  expect(decodeDevice({ ...device, patient: { reference: 'Patient/x' } }, exampleIdentifierOf)).toMatchObject({
    refusal: { code: 'patient-not-authorised' },
  });
});

test('a version that is no platform says nothing of the phone', () => {
  const version: JsonObject[] = [{ type: { text: 'firmware' }, value: '1.2' }];
  const phone = { ...device, type: { coding: [{ system: 'urn:iso:std:iso:11073:10101', code: '531981' }] }, version };
  const outcome = decodeDevice(phone, exampleIdentifierOf);
  expect(outcome).toMatchObject({ ok: true, value: { kind: 'phone' } });
  expect(outcome.ok && outcome.value).not.toHaveProperty('platform');
});

const CHANGES_ALL = { modifierExtension: [{ url: 'https://other.example/not-true', valueBoolean: true }] };
const member = (over: JsonObject): JsonObject => ({
  participant: [{ member: { reference: 'PractitionerRole/rivera' }, ...over }],
});
const decoders = {
  patient: (over: JsonObject) => decodePatient({ ...patient, ...over }),
  clinician: (over: JsonObject) => decodeRole({ ...clinician, ...over }, exampleIdentifierOf),
  pool: (over: JsonObject) => decodePool({ ...pool, ...over }, exampleIdentifierOf),
  device: (over: JsonObject) => decodeDevice({ ...device, ...over }, exampleIdentifierOf),
} as const;

test.each<[keyof typeof decoders, string, JsonObject, string, string]>([
  ['patient', 'no more in use', { active: false }, 'bad-value', 'Patient.active'],
  ['clinician', 'who has left', { active: false }, 'bad-value', 'PractitionerRole.active'],
  [
    'clinician',
    'whose role ends',
    { period: { start: '2020-01-01', end: '2026-03-01' } },
    'field-not-understood',
    'PractitionerRole.period.end',
  ],
  ['pool', 'that is closed', { status: 'inactive' }, 'bad-value', 'CareTeam.status'],
  [
    'pool',
    'that a member has left',
    member({ period: { end: '2026-03-01' } }),
    'field-not-understood',
    'CareTeam.participant[0].period',
  ],
  ['device', 'entered in error', { status: 'entered-in-error' }, 'bad-value', 'Device.status'],
  ['patient', 'otherwise meant', CHANGES_ALL, 'field-not-understood', 'Patient.modifierExtension[0]'],
  ['clinician', 'otherwise meant', CHANGES_ALL, 'field-not-understood', 'PractitionerRole.modifierExtension[0]'],
  ['pool', 'otherwise meant', CHANGES_ALL, 'field-not-understood', 'CareTeam.modifierExtension[0]'],
  ['device', 'otherwise meant', CHANGES_ALL, 'field-not-understood', 'Device.modifierExtension[0]'],
])('a %s %s is refused: it would be kept as one that is', (which, _how, over, code, at) => {
  expect(decoders[which](over)).toMatchObject({ ok: false, refusal: { code, at } });
});

test('what says nothing of it is in use; a role may say when it began', () => {
  expect(decoders.pool({ status: undefined, ...member({ role: [{ text: 'nurse' }] }) }).ok).toBe(true);
  expect(decoders.clinician({ active: undefined, period: { start: '2020-01-01' } }).ok).toBe(true);
  expect(decoders.device({ status: undefined }).ok).toBe(true);
});
