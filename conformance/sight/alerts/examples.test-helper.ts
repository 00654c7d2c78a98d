import type { InboxItem } from '../../../contract/domain/index.ts';
import { encodeAlertMessage } from '../../../contract/wire/hl7v2/alert.ts';
import { encodeAlertNote } from '../../../contract/wire/hl7v2/alert-note.ts';
import type { Envelope } from '../../../contract/wire/hl7v2/envelope.ts';

const namespaces = { EHR: 'urn:example:ehr:placer', METER: 'urn:example:meter-readings', RPM: 'urn:example:item' };
const patientOf = (value: string) => ({ system: 'urn:oid:2.999.1.1', value });

/** An item of a high glucose. */
const item = (name: string, patient = 'MRN1'): InboxItem => ({
  identifier: { system: namespaces.RPM, value: name },
  version: 1,
  kind: 'abnormal',
  status: 'new',
  patient: patientOf(patient),
  order: { system: namespaces.EHR, value: 'PLC-1' },
  measure: 'glucose',
  recipient: { system: 'http://hl7.org/fhir/sid/us-npi', value: '1234567893' },
  routedAs: 'responsible',
  rule: 'limits',
  interpretation: ['H'],
  reading: { system: namespaces.METER, value: 'R-1' },
  value: { value: '212', unit: 'mg/dL' },
  effective: '2035-01-08T09:00:00-05:00',
  priority: 'urgent',
  history: [],
});

const envelope = (controlId: string): Envelope => ({
  sendingApplication: 'RPM',
  sendingFacility: 'GOODHEALTH',
  receivingApplication: 'EHR',
  receivingFacility: 'GOODHEALTH',
  at: '2035-01-08T14:00:00Z',
  controlId,
  processingId: 'T',
});

/** Messages that tell of an item's beginning, by their control ids. */
export const HL7_EXAMPLES = {
  namespaces,
  patient: patientOf('MRN1'),
  patientOf,
  item,
  R40: (controlId: string, of = item('i1')): string =>
    encodeAlertMessage({ item: of, phase: 'start' }, envelope(controlId), namespaces),
  MDM: (controlId: string, of = item('i1')): string =>
    encodeAlertNote({ item: of, phase: 'start' }, envelope(controlId), namespaces),
};
