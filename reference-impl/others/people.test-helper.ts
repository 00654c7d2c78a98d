/** What an outside client sends, written by hand from docs/bindings and not by our codecs. */
export const START = Date.parse('2026-03-03T13:05:12Z');

const UCUM = 'http://unitsofmeasure.org';
const MG_DL = { unit: 'mg/dL', system: UCUM, code: 'mg/dL' };
const placer = { system: 'urn:example:ehr:placer', value: 'PLC-7001' };

export const patient = {
  resourceType: 'Patient',
  identifier: [{ system: 'urn:oid:2.999.1.1', value: 'MRN1001' }],
  name: [{ family: 'Doe', given: ['Jane'] }],
  gender: 'female',
  birthDate: '1970-01-15',
};

export const clinician = {
  resourceType: 'PractitionerRole',
  active: true,
  identifier: [{ system: 'http://hl7.org/fhir/sid/us-npi', value: '1234567893' }],
  practitioner: { display: 'Rivera, Ana' },
};

/** An order of glucose for three months, 70 to 160 mg/dL. `who`: references, such as `Patient/p1`. */
export const orderFor = (who: { readonly patient: string; readonly clinician: string }) => ({
  resourceType: 'ServiceRequest',
  contained: [
    {
      resourceType: 'ObservationDefinition',
      id: 'limits',
      code: { coding: [{ system: 'http://loinc.org', code: '41653-7' }] },
      permittedDataType: ['Quantity'],
      quantitativeDetails: { unit: { coding: [{ system: UCUM, code: 'mg/dL' }] } },
      qualifiedInterval: [
        { category: 'reference', range: { low: { value: 70, ...MG_DL }, high: { value: 160, ...MG_DL } } },
      ],
    },
  ],
  identifier: [placer],
  status: 'active',
  intent: 'order',
  code: { coding: [{ system: 'http://snomed.info/sct', code: '359772000' }] },
  subject: { reference: who.patient },
  occurrencePeriod: { start: '2026-03-02T00:00:00-05:00', end: '2026-05-31T23:59:59-04:00' },
  authoredOn: '2026-03-02T09:00:00-05:00',
  requester: { reference: who.clinician },
  performer: [{ reference: who.clinician }],
  supportingInfo: [{ reference: '#limits' }],
});

export const permissionOf = (patientReference: string) => ({
  resourceType: 'Consent',
  identifier: [{ system: 'urn:example:portal:permission', value: 'PERM-1' }],
  status: 'active',
  scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }] },
  category: [{ coding: [{ system: 'http://loinc.org', code: '59284-0' }] }],
  patient: { reference: patientReference },
  dateTime: '2026-03-02T10:05:00-05:00',
  policyRule: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'OPTIN' }] },
  provision: { type: 'permit', code: [{ coding: [{ system: 'http://loinc.org', code: '41653-7' }] }] },
});

export const readingOf = (patientReference: string, key: string, value: number) => ({
  resourceType: 'Observation',
  identifier: [{ system: 'urn:example:meter-readings', value: key }],
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '41653-7' }] },
  subject: { reference: patientReference },
  effectiveDateTime: '2026-03-03T07:59:00-05:00',
  valueQuantity: { value, ...MG_DL },
});
