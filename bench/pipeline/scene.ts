import type { Identifier, Order, Reading } from '../../contract/domain/index.ts';

/** What the bench sends, the same to the floor and to the reference. Everything is synthetic. */
export const PATIENTS = 50;
export const RIVERA: Identifier = { system: 'http://hl7.org/fhir/sid/us-npi', value: '1234567893' };
export const NAMESPACES = { EHR: 'urn:example:ehr:placer', METER: 'urn:example:meter-readings' };
export const SENDER = { application: 'GATEWAY', facility: 'HOME' };

export const patientOf = (n: number): Identifier => ({ system: 'urn:oid:2.999.1.1', value: `MRN${n % PATIENTS}` });

export const orderOf = (n: number, nowMs: number): Order => ({
  identifier: { system: NAMESPACES.EHR, value: `PLC${n}` },
  patient: patientOf(n),
  measure: 'glucose',
  status: 'active',
  requester: RIVERA,
  responsible: RIVERA,
  authoredOn: new Date(nowMs - 60_000).toISOString(),
  period: {
    start: new Date(nowMs - 20 * 86_400_000).toISOString(),
    end: new Date(nowMs + 90 * 86_400_000).toISOString(),
  },
  unit: 'mg/dL',
  limits: [{ tier: 'reference', low: '70', high: '180' }],
  rules: [],
});

/** Always as long, so that one request can be made out of another. */
export const numberText = (n: number): string => String(n).padStart(9, '0');

/** Every tenth is abnormal. A second apart for each patient, so that no two are one measurement. */
export const readingOf = (n: number, run: string, nowMs: number): Reading => ({
  identifier: { system: NAMESPACES.METER, value: `${run}-${numberText(n)}` },
  patient: patientOf(n),
  measure: 'glucose',
  code: { system: 'http://loinc.org', code: '41653-7' },
  status: 'final',
  effective: new Date(nowMs - 86_400_000 + n * 20).toISOString(),
  result: { kind: 'value', quantity: { value: n % 10 === 0 ? '196' : '104', unit: 'mg/dL' } },
});
