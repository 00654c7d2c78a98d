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

test('a patient is known by the record number, wherever it stands, as over HL7 v2; without one by the first identifier', () => {
  const typed = (code: string, value: string): JsonObject => ({
    type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code }] },
    system: 'urn:oid:2.999.1.1',
    value,
  });
  const known = (...identifier: JsonObject[]) => {
    const read = decodePatient({ ...patient, identifier });
    return read.ok ? read.value.identifier.value : read.refusal;
  };
  expect(known(typed('SS', '123-45-6789'), typed('MR', 'MRN1001'))).toBe('MRN1001');
  expect(known(typed('MR', 'MRN1001'), typed('SS', '123-45-6789'))).toBe('MRN1001');
  expect(known(typed('AN', 'ACC9'), typed('SS', '123-45-6789'))).toBe('ACC9');
  expect(known()).toMatchObject({ code: 'missing-element', at: 'Patient.identifier' });
  expect(known(typed('SS', '1'), { ...typed('MR', 'MRN1001'), system: 'no system' })).toMatchObject({
    code: 'bad-value',
    at: 'Patient.identifier[1].system',
  });
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

const ACTIVE = { active: false };
const MODIFIED = { modifierExtension: [{ url: 'urn:x', valueBoolean: true }] };
const PAST = { period: { end: '2026-01-01T00:00:00Z' } };
const [member = {}] = pool['participant'] as readonly JsonObject[];
const ofClinician = (r: JsonObject) => decodeRole(r, exampleIdentifierOf);
const ofPool = (r: JsonObject) => decodePool(r, exampleIdentifierOf);
const ofDevice = (r: JsonObject) => decodeDevice(r, exampleIdentifierOf);
const covered = (absence['extension'] as readonly JsonObject[])[0] ?? {};

test.each<[string, (r: JsonObject) => unknown, JsonObject, string]>([
  ['a patient who is no more', decodePatient, { ...patient, ...ACTIVE }, 'Patient.active'],
  ['a patient who has died', decodePatient, { ...patient, deceasedBoolean: true }, 'Patient.deceasedBoolean'],
  [
    'a patient who died once',
    decodePatient,
    { ...patient, deceasedDateTime: '2026-01-01' },
    'Patient.deceasedDateTime',
  ],
  ...['replaced-by', 'replaces'].map((type): [string, (r: JsonObject) => unknown, JsonObject, string] => [
    `a record that is ${type} another`,
    decodePatient,
    { ...patient, link: [{ other: { reference: 'Patient/p2' }, type }] },
    'Patient.link[0].type',
  ]),
  ['a patient with a modifier', decodePatient, { ...patient, ...MODIFIED }, 'Patient.modifierExtension[0]'],
  ['a clinician who has left', ofClinician, { ...clinician, ...ACTIVE }, 'PractitionerRole.active'],
  ['a clinician for a time', ofClinician, { ...clinician, ...PAST }, 'PractitionerRole.period'],
  ['a clinician with a modifier', ofClinician, { ...clinician, ...MODIFIED }, 'PractitionerRole.modifierExtension[0]'],
  ['absences misspelt', ofClinician, { ...clinician, notAvailble: [] }, 'PractitionerRole.notAvailble'],
  [
    'an absence with more to it',
    ofClinician,
    { ...away, notAvailable: [{ ...absence, duringe: {} }] },
    'PractitionerRole.notAvailable[0].duringe',
  ],
  [
    'two who stand in',
    ofClinician,
    { ...away, notAvailable: [{ ...absence, extension: [covered, covered] }] },
    'PractitionerRole.notAvailable[0].extension[1]',
  ],
  [
    'an extension of ours that is none',
    ofClinician,
    { ...away, notAvailable: [{ ...absence, extension: [{ ...covered, url: `${COVERED_BY}s` }] }] },
    'PractitionerRole.notAvailable[0].extension[0]',
  ],
  ['a pool that is closed', ofPool, { ...pool, status: 'inactive' }, 'CareTeam.status'],
  ['a pool for a time', ofPool, { ...pool, ...PAST }, 'CareTeam.period'],
  ['a pool with a modifier', ofPool, { ...pool, ...MODIFIED }, 'CareTeam.modifierExtension[0]'],
  [
    'a member who has left',
    ofPool,
    { ...pool, participant: [{ ...member, ...PAST }] },
    'CareTeam.participant[0].period',
  ],
  [
    'a member misspelt',
    ofPool,
    { ...pool, participant: [{ ...member, periode: {} }] },
    'CareTeam.participant[0].periode',
  ],
  ['a device that is lost', ofDevice, { ...device, status: 'inactive' }, 'Device.status'],
  ['a device with a modifier', ofDevice, { ...device, ...MODIFIED }, 'Device.modifierExtension[0]'],
])('%s is refused, not kept as what it is not', (_title, decode, resource, at) => {
  expect(decode(resource)).toMatchObject({ ok: false, refusal: { code: 'field-not-understood', at } });
});

test('what says nothing of its being in force is in force', () => {
  for (const [decode, resource] of [
    [decodePatient, { ...patient, active: true }],
    [decodePatient, { ...patient, deceasedBoolean: false, link: [{ other: { display: 'x' }, type: 'seealso' }] }],
    [ofClinician, { ...clinician, active: undefined }],
    [ofPool, { ...pool, status: undefined }],
    [ofDevice, { ...device, status: undefined }],
  ] as const)
    expect(decode(resource)).toMatchObject({ ok: true });
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
