import { describe, expect, test } from 'vitest';
import type { Device } from '../../contract/domain/person.ts';
import {
  AUDITOR,
  clinician,
  createWorld,
  EHR,
  GATEWAY,
  gatewayOf,
  JANE,
  JOHN,
  METER,
  MRN,
  must,
  NPI,
  POOL,
  portalOf,
  refusalOf,
  RIVERA,
} from '../world.test-helper.ts';
import { mayReach, roleMay } from './access.ts';

const meter: Device = { identifier: METER, patient: JANE, kind: 'glucometer', manufacturer: 'ACME', model: 'G-1' };
const patient = {
  identifier: MRN('MRN2000'),
  family: 'Roe',
  given: 'R',
  gender: 'female' as const,
  birthDate: '1960-02-01',
};

const pool = (over = {}) => ({ identifier: { system: 'p', value: '1' }, name: 'P', members: [RIVERA], ...over });

describe('people', () => {
  test('a patient is made once, again is a replay, newer data are a new version', async () => {
    const { pipeline } = await createWorld();
    const put = async (p: typeof patient) => must(await pipeline.people.patient(EHR, p));
    const first = await put(patient);
    expect(first.effect).toBe('created');
    expect(await put({ ...patient })).toEqual({ ...first, effect: 'replayed' });
    expect(await put({ ...patient, family: 'Poe' })).toMatchObject({
      effect: 'updated',
      stored: { id: first.stored.id, version: 2 },
    });
    expect(pipeline.people.find('Patient', patient.identifier)?.body).toMatchObject({ family: 'Poe' });
  });

  test('are provisioned by the hospital alone', async () => {
    const { pipeline } = await createWorld();
    for (const caller of [GATEWAY, portalOf(JANE), clinician(RIVERA), AUDITOR])
      expect(refusalOf(await pipeline.people.patient(caller, patient))).toBe('scope');
    expect(pipeline.people.find('Patient', patient.identifier)).toBeUndefined();
  });

  test('a pool needs known members and a key of its own', async () => {
    const { pipeline } = await createWorld();
    expect(refusalOf(await pipeline.people.pool(EHR, pool({ members: [NPI('0')] })))).toBe('recipient-unknown');
    expect(await pipeline.people.pool(EHR, pool({ identifier: RIVERA }))).toMatchObject({
      refusal: { code: 'identifier-conflict', at: 'CareTeam.identifier' },
    });
    expect(refusalOf(await pipeline.people.clinician(EHR, { identifier: POOL, family: 'X', given: 'Y' }))).toBe(
      'identifier-conflict',
    );
    expect(refusalOf(await pipeline.people.pool(EHR, pool()))).toBe('accepted');
  });

  test('a device belongs to a known patient, and no other patient can take it over', async () => {
    const { pipeline } = await createWorld();
    expect(refusalOf(await pipeline.people.device(portalOf(JANE), meter))).toBe('accepted');
    expect(refusalOf(await pipeline.people.device(portalOf(JOHN), { ...meter, patient: JOHN }))).toBe(
      'identifier-conflict',
    );
    expect(refusalOf(await pipeline.people.device(portalOf(JOHN), meter))).toBe('patient-not-authorised');
    expect(refusalOf(await pipeline.people.device(EHR, { ...meter, patient: MRN('X') }))).toBe(
      'patient-not-authorised',
    );
    expect(refusalOf(await pipeline.people.device(EHR, { ...meter, patient: JOHN }))).toBe('accepted');
    expect(refusalOf(await pipeline.people.device(clinician(RIVERA), meter))).toBe('scope');
  });

  test('references go both ways, for what exists', async () => {
    const { pipeline } = await createWorld();
    const { references } = pipeline;
    const jane = references.referenceTo('Patient', JANE) ?? '';
    expect(references.identifierOf(jane)).toEqual(JANE);
    expect(references.recipient(RIVERA)).toMatch(/^PractitionerRole\/c\d+$/);
    expect(references.recipient(POOL)).toMatch(/^CareTeam\/t\d+$/);
    for (const none of ['Patient/p999', 'Patient/x', 'Patient', '', 'toString/p1', 'Patient/p1/x', 'Patient/p01'])
      expect(references.identifierOf(none)).toBeUndefined();
    expect(references.recipient(NPI('0'))).toBeUndefined();
  });
});

describe('access', () => {
  test('a caller with a subject reaches that patient, one without reaches all; a clinician is bound to no patient', () => {
    expect(mayReach(gatewayOf(JANE), JANE)).toBe(true);
    expect(mayReach(gatewayOf(JANE), JOHN)).toBe(false);
    expect(mayReach(GATEWAY, JOHN)).toBe(true);
    expect(mayReach(clinician(RIVERA), JOHN)).toBe(true);
  });
  test('an auditor reads the audit and does nothing else', () => {
    expect(roleMay(AUDITOR, 'read-audit')).toBe(true);
    for (const deed of [
      'provision',
      'order',
      'permit',
      'submit-reading',
      'read-readings',
      'read-inbox',
      'send-message',
      'advance-clock',
    ] as const)
      expect(roleMay(AUDITOR, deed)).toBe(false);
  });
  test('reading by id is held to the same bounds', async () => {
    const { pipeline } = await createWorld();
    const id = pipeline.references.referenceTo('Patient', JANE)?.split('/')[1] ?? '';
    expect(refusalOf(pipeline.read(portalOf(JANE), 'Patient', id))).toBe('accepted');
    expect(refusalOf(pipeline.read(portalOf(JOHN), 'Patient', id))).toBe('patient-not-authorised');
    expect(refusalOf(pipeline.read(AUDITOR, 'Patient', id))).toBe('scope');
    expect(refusalOf(pipeline.read(EHR, 'Patient', 'p999'))).toBe('not-found');
    expect(refusalOf(pipeline.read(EHR, 'AuditEvent', 'a1'))).toBe('scope');
    expect(refusalOf(pipeline.read(AUDITOR, 'AuditEvent', 'a1'))).toBe('accepted');
  });
});
