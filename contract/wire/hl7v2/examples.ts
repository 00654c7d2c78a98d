import type { InboxItem, Order, Reading } from '../../domain/index.ts';
import { SYSTEM } from '../../codes/canonical.ts';
import { encodeAck } from './ack.ts';
import { encodeAlertMessage } from './alert.ts';
import { encodeAlertNote } from './alert-note.ts';
import type { Envelope } from './envelope.ts';
import type { Namespaces } from './identifier.ts';
import { EUI_64_SYSTEM } from './identifier.ts';
import { peekHeader } from './message.ts';
import { encodeOrderMessage } from './order.ts';
import { encodePatientMessage } from './patient-message.ts';
import { encodePcd01Message } from './pcd-01.ts';
import { encodePermissionMessage } from './permission.ts';
import { encodeReadingMessage } from './reading.ts';

/** The agreed names that the examples use. */
export const EXAMPLE_NAMESPACES: Namespaces = {
  EHR: 'urn:example:ehr:placer',
  METER: 'urn:example:meter-readings',
  POOL: 'urn:example:ehr:pool',
  GOODHEALTH: 'urn:oid:2.999.1.1',
  RPM: SYSTEM.item,
};

const fromEhr = (controlId: string, at = '2026-03-02T09:00:00.000-05:00'): Envelope => ({
  sendingApplication: 'EHR',
  sendingFacility: 'GOODHEALTH',
  receivingApplication: 'RPM',
  receivingFacility: 'GOODHEALTH',
  at,
  controlId,
  processingId: 'T',
});
const fromGateway = (controlId: string): Envelope => ({
  ...fromEhr(controlId, '2026-03-03T08:05:12.000-05:00'),
  sendingApplication: 'GATEWAY',
  sendingFacility: 'HOME',
});

const patient = { system: 'urn:oid:2.999.1.1', value: 'MRN1001' };
const rivera = { system: SYSTEM.npi, value: '1234567893' };
const okafor = { system: SYSTEM.npi, value: '9876543210' };
const pool = { system: 'urn:example:ehr:pool', value: 'DMPOOL' };
const placer = (value: string) => ({ system: 'urn:example:ehr:placer', value });
const period = { start: '2026-03-02T00:00:00-05:00', end: '2026-05-31T23:59:59-04:00' };

const glucose: Order = {
  identifier: placer('PLC-7001'),
  patient,
  measure: 'glucose',
  status: 'active',
  requester: rivera,
  responsible: pool,
  authoredOn: '2026-03-02T09:00:00-05:00',
  period,
  effectiveFrom: '2026-03-02T09:00:00-05:00',
  unit: 'mg/dL',
  limits: [
    { tier: 'reference', low: '70', high: '160' },
    { tier: 'critical', low: '54', high: '300', inclusive: 'high' },
  ],
  rules: [],
  reason: 'E11.65',
  group: placer('GRP-7001'),
};

const glucoseWithRules: Order = {
  ...glucose,
  identifier: placer('PLC-7003'),
  responsible: rivera,
  limits: [
    ...glucose.limits,
    { tier: 'reference', high: '180', context: 'post-meal' },
    { tier: 'absolute', low: '10', high: '1000' },
  ],
  rules: [
    { kind: 'alert-on', abnormal: 'repeated' },
    { kind: 'repeated', count: 3, window: { value: 24, unit: 'h' } },
    { kind: 'digest', window: { value: 12, unit: 'h' } },
    { kind: 'missing', period: { value: 48, unit: 'h' } },
    { kind: 'summary', period: { value: 7, unit: 'd' }, recipient: pool },
    { kind: 'escalation', step: 1, after: { value: 30, unit: 'min' }, recipient: okafor },
  ],
};

const weight: Order = {
  identifier: placer('PLC-7002'),
  patient,
  measure: 'weight',
  status: 'active',
  requester: rivera,
  responsible: rivera,
  authoredOn: '2026-03-02T09:00:00-05:00',
  period,
  unit: 'kg',
  limits: [{ tier: 'reference', high: '95' }],
  rules: [
    {
      kind: 'change',
      direction: 'gain',
      amount: { value: '2', unit: 'kg' },
      window: { value: 3, unit: 'd' },
      boundary: 'strict',
    },
  ],
  reason: 'I50.9',
  group: placer('GRP-7001'),
};

const changed: Order = {
  ...glucose,
  authoredOn: '2026-03-10T12:00:00-04:00',
  effectiveFrom: '2026-03-10T12:00:00-04:00',
  limits: [
    { tier: 'reference', high: '200' },
    { tier: 'critical', low: '54', high: '300', inclusive: 'high' },
  ],
};
const { effectiveFrom: _unsaid, ...stoppable } = glucose;
const stopped: Order = { ...stoppable, authoredOn: '2026-04-01T08:00:00-04:00' };

const meter = { system: EUI_64_SYSTEM, value: '01-23-45-67-89-AB-CD-EF' };
const key = (value: string) => ({ system: 'urn:example:meter-readings', value: `0123456789ABCDEF-${value}` });

const meterReading: Reading = {
  identifier: key('42'),
  patient,
  measure: 'glucose',
  code: { system: SYSTEM.loinc, code: '41653-7' },
  status: 'final',
  effective: '2026-03-03T07:59:00-05:00',
  result: { kind: 'value', quantity: { value: '212', unit: 'mg/dL' } },
  device: meter,
  mealContext: 'post-meal',
  sequenceNumber: 42,
};
const plain = (value: string, result: Reading['result']): Reading => ({
  identifier: key(value),
  patient,
  measure: 'glucose',
  code: meterReading.code,
  status: 'final',
  effective: meterReading.effective,
  result,
  device: meter,
});
const weighed: Reading = {
  identifier: { system: 'urn:example:scale-readings', value: 'S-9-0117' },
  patient,
  measure: 'weight',
  code: { system: SYSTEM.loinc, code: '29463-7' },
  status: 'final',
  effective: '2026-03-03T07:05:00-05:00',
  result: { kind: 'value', quantity: { value: '179.5', unit: '[lb_av]' } },
  userEntered: true,
};
const millimoles: Reading = {
  ...plain('46', { kind: 'value', quantity: { value: '7.0', unit: 'mmol/L' } }),
  code: { system: SYSTEM.mdc, code: '160184' },
};

const order = (
  of: Order,
  control: 'NW' | 'XO' | 'DC' | 'HD',
  id: string,
  form: 'OMG^O19' | 'ORM^O01' = 'OMG^O19',
  previous?: Order,
) => encodeOrderMessage(of, control, fromEhr(id, of.authoredOn), EXAMPLE_NAMESPACES, form, previous);
const readings = (id: string, ...of: readonly Reading[]) =>
  encodeReadingMessage(of, fromGateway(id), EXAMPLE_NAMESPACES);
const answer = (to: string, content: Parameters<typeof encodeAck>[1], id: string) =>
  encodeAck(peekHeader(to), content, { ...fromEhr(id), at: '2026-03-03T13:05:12.100Z' });

const newOrder = order(glucose, 'NW', 'ORD00001');
const newReading = readings('RES00042', meterReading);
const lower: Reading['result'] = { kind: 'value', quantity: { value: '122', unit: 'mg/dL' } };
const item: InboxItem = {
  identifier: { system: SYSTEM.item, value: 'i2' },
  version: 1,
  kind: 'critical',
  status: 'new',
  patient,
  order: glucose.identifier,
  measure: 'glucose',
  recipient: rivera,
  routedAs: 'responsible',
  rule: 'limits',
  interpretation: ['HH'],
  reading: key('42'),
  value: { value: '305', unit: 'mg/dL' },
  effective: '2026-03-03T07:59:00-05:00',
  submitted: '2026-03-03T13:05:12.400Z',
  late: false,
  limit: { value: '300', unit: 'mg/dL' },
  limitFrom: '2026-03-02T09:00:00-05:00',
  created: '2026-03-03T13:05:12.400Z',
  history: [],
};
const bound = { inclusive: true, low: '54', high: '300' };
const toEhr = (controlId: string): Envelope => ({
  ...fromEhr(controlId, '2026-03-03T13:05:12.500Z'),
  sendingApplication: 'RPM',
  receivingApplication: 'EHR',
});

const permitted = encodePermissionMessage(
  { patient, measure: 'glucose', status: 'granted', at: '2026-03-02T10:05:00-05:00' },
  { ...fromGateway('PER00001'), sendingApplication: 'PORTAL' },
  EXAMPLE_NAMESPACES,
);

/** Whole messages as our codec writes them, by the name under which docs/bindings/hl7v2.md shows them. */
export const EXAMPLES: Readonly<Record<string, string>> = {
  'order-new': newOrder,
  'order-new-orm': order(glucose, 'NW', 'ORD00002', 'ORM^O01'),
  'order-weight': order(weight, 'NW', 'ORD00003'),
  'order-rules': order(glucoseWithRules, 'NW', 'ORD00004'),
  'order-change': order(changed, 'XO', 'ORD00005', 'OMG^O19', glucose),
  'order-hold': order(stopped, 'HD', 'ORD00006'),
  'order-discontinue': order(stopped, 'DC', 'ORD00007'),
  'reading-glucose': newReading,
  'reading-weight': readings('RES00043', weighed),
  'reading-mdc': readings('RES00044', millimoles),
  'reading-pcd01': encodePcd01Message(meterReading, fromGateway('RES00051'), EXAMPLE_NAMESPACES),
  'reading-high': readings(
    'RES00045',
    plain('43', { kind: 'off-scale', direction: 'high', bound: { value: '600', unit: 'mg/dL' } }),
  ),
  'reading-low': readings('RES00046', plain('44', { kind: 'off-scale', direction: 'low' })),
  'reading-absent': readings('RES00047', plain('45', { kind: 'absent', reason: 'error' })),
  'reading-several': readings(
    'RES00048',
    plain('47', { kind: 'value', quantity: { value: '101', unit: 'mg/dL' } }),
    plain('48', { kind: 'value', quantity: { value: '98', unit: 'mg/dL' } }),
  ),
  'reading-corrected': readings('RES00049', { ...meterReading, status: 'corrected', result: lower }),
  'reading-erased': readings('RES00050', { ...meterReading, status: 'entered-in-error' }),
  'patient-added': encodePatientMessage(
    { identifier: patient, family: 'Doe', given: 'Jane', gender: 'female', birthDate: '1970-01-15' },
    'A28',
    fromEhr('PAT00001'),
    EXAMPLE_NAMESPACES,
  ),
  'permission-granted': permitted,
  'alert-critical': encodeAlertMessage({ item, phase: 'start', bound }, toEhr('MMABCDEF-1'), EXAMPLE_NAMESPACES),
  'alert-note': encodeAlertNote(
    {
      item: { ...item, version: 2, status: 'withdrawn', withdrawal: 'corrected-to-normal' },
      phase: 'end',
      bound,
    },
    toEhr('MMABCDEF-2'),
    EXAMPLE_NAMESPACES,
  ),
  'ack-accept': answer(newOrder, { code: 'AA' }, 'M9K2ZQ1A-1'),
  'ack-refuse': answer(newReading, { code: 'AE', refusal: { code: 'no-permission', at: 'OBX^1^3' } }, 'M9K2ZQ1A-2'),
  'ack-place': answer(
    newOrder,
    { code: 'AE', refusal: { code: 'bad-value', at: 'OBX^3^5^1^2', detail: 'not a number: 16O' } },
    'M9K2ZQ1A-3',
  ),
  'ack-reject': answer(
    newReading.replace('ORU^R01^ORU_R01', 'ORU^R40^ORU_R40'),
    { code: 'AR', refusal: { code: 'unsupported-event', at: 'MSH^1^9^1^2', detail: 'R01' } },
    'M9K2ZQ1A-4',
  ),
};
