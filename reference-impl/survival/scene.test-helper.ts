import { SYSTEM } from '../../contract/codes/canonical.ts';
import type { Identifier, Order, Reading } from '../../contract/domain/index.ts';
import { encodeClinician } from '../../contract/wire/fhir/clinician.ts';
import { encodePermission } from '../../contract/wire/fhir/consent.ts';
import { encodeOrder } from '../../contract/wire/fhir/order.ts';
import { encodePatient } from '../../contract/wire/fhir/patient.ts';
import type { ReferenceTo } from '../../contract/wire/fhir/references.ts';
import type { JsonObject } from '../../contract/wire/json/lossless.ts';
import { isoOf } from '../clock/instant.ts';
import { type Running, tokenOf } from '../crash-run.test-helper.ts';
import { LIMITS } from './recount.test-helper.ts';

export const MRN = (value: string): Identifier => ({ system: 'urn:oid:2.999.1.1', value });
export const PATIENTS = ['MRN1001', 'MRN1002', 'MRN1003'] as const;
export const RIVERA: Identifier = { system: SYSTEM.npi, value: '1234567893' };
export const OKAFOR: Identifier = { system: SYSTEM.npi, value: '9876543210' };
export const METER = 'urn:example:meter-readings';
export const PLACER = 'urn:example:ehr:placer';
export const NAMESPACES = { EHR: PLACER, METER } as const;

export const ACTOR = tokenOf('clinician', RIVERA);
const EHR = tokenOf('ehr');

const base = (value: string, patient: Identifier): Order => ({
  identifier: { system: PLACER, value },
  patient,
  measure: 'glucose',
  status: 'active',
  requester: RIVERA,
  responsible: RIVERA,
  authoredOn: '2026-03-02T09:00:00-05:00',
  period: { start: '2026-03-02T00:00:00-05:00', end: '2026-05-31T23:59:59-04:00' },
  unit: 'mg/dL',
  limits: [
    { tier: 'reference', low: String(LIMITS.low), high: String(LIMITS.high) },
    { tier: 'critical', low: String(LIMITS.criticalLow), high: String(LIMITS.criticalHigh) },
  ],
  rules: [{ kind: 'escalation', step: 1, after: { value: 30, unit: 'min' }, recipient: OKAFOR }],
});

/** An order of another measure, of which there are no readings: what is due by time alone. */
export const silentOrder = (
  value: string,
  patient: Identifier,
  at: { startMs: number; endMs: number; missingMin: number; summaryMin: number },
): Order => ({
  ...base(value, patient),
  measure: 'weight',
  unit: 'kg',
  limits: [{ tier: 'reference', high: '95.0' }],
  period: { start: isoOf(at.startMs), end: isoOf(at.endMs) },
  rules: [
    { kind: 'missing', period: { value: at.missingMin, unit: 'min' } },
    { kind: 'summary', period: { value: at.summaryMin, unit: 'min' } },
  ],
});

export const readingOf = (key: string, patient: string, value: number, status: Reading['status']): Reading => ({
  identifier: { system: METER, value: key },
  patient: MRN(patient),
  measure: 'glucose',
  code: { system: SYSTEM.loinc, code: '41653-7' },
  status,
  effective: '2026-03-03T11:30:00Z',
  result: { kind: 'value', quantity: { value: String(value), unit: 'mg/dL' } },
});

/** Logical ids by business key, as the answers to the creates told them. */
export type Ids = Map<string, string>;

export const refOf =
  (ids: Ids): ReferenceTo =>
  (type, { value }) => {
    const id = ids.get(value);
    if (id === undefined) throw new Error(`no ${type} ${value}`);
    return id;
  };

const posted = async ({ call }: Running, path: string, token: string, body: JsonObject): Promise<string> => {
  const { status, location = '' } = await call('POST', path, token, body);
  if (status !== 201) throw new Error(`${path}: ${status}`);
  return location.replace(/\/_history.*$/, '');
};

/** People, and an order and a permission for each patient: what is there before the first kill. */
export const setUp = async (server: Running): Promise<Ids> => {
  const ids: Ids = new Map();
  const ref = refOf(ids);
  for (const identifier of [RIVERA, OKAFOR]) {
    const body = encodeClinician({ identifier, family: 'Example', given: identifier.value });
    // oxlint-disable-next-line no-await-in-loop -- each refers to the one before
    ids.set(identifier.value, await posted(server, '/PractitionerRole', EHR, body));
  }
  for (const mrn of PATIENTS) {
    const patient = MRN(mrn);
    const person = {
      identifier: patient,
      family: 'Doe',
      given: 'X',
      gender: 'unknown',
      birthDate: '1970-01-15',
    } as const;
    // oxlint-disable-next-line no-await-in-loop
    ids.set(mrn, await posted(server, '/Patient', EHR, encodePatient(person)));
    // oxlint-disable-next-line no-await-in-loop
    await posted(server, '/ServiceRequest', EHR, encodeOrder(base(`PLC-${mrn}`, patient), ref));
    const permission = {
      identifier: { system: 'urn:example:portal:permission', value: `${mrn}/glucose` },
      patient,
      measure: 'glucose',
      status: 'granted',
      at: '2026-03-02T10:05:00-05:00',
    } as const;
    // oxlint-disable-next-line no-await-in-loop
    await posted(server, '/Consent', tokenOf('portal', patient), encodePermission(permission, ref));
  }
  return ids;
};
