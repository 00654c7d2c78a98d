import { SYSTEM } from '../../codes/canonical.ts';
import type {
  AuditEvent,
  Clinician,
  Coverage,
  Device,
  FiledReading,
  InboxItem,
  Message,
  Notice,
  Order,
  Patient,
  Permission,
  Pool,
  Reading,
} from '../../domain/index.ts';

import type { SourceAdmission } from './source.ts';
import type { SuggestedLimits } from './suggestion.ts';
import type { ShownTracker } from './tracker.ts';

/** One synthetic story, told in domain terms; docs/bindings/fhir.md shows it on the wire. */

const ORDER = { system: 'urn:example:ehr:placer', value: 'PLC-7001' };
const ITEM = { system: SYSTEM.item, value: 'i2' };

export const patient: Patient = {
  identifier: { system: 'urn:oid:2.999.1.1', value: 'MRN1001' },
  family: 'Doe',
  given: 'Jane',
  gender: 'female',
  birthDate: '1970-01-15',
};

export const clinician: Clinician = {
  identifier: { system: SYSTEM.npi, value: '1234567893' },
  family: 'Rivera',
  given: 'Ana',
};

export const pool: Pool = {
  identifier: { system: 'urn:example:ehr:pool', value: 'DMPOOL' },
  name: 'Diabetes RPM Pool',
  members: [clinician.identifier],
};

/** A week away, with the pool to stand in. */
export const absences: Coverage['absences'] = [
  { period: { start: '2026-03-07T00:00:00-05:00', end: '2026-03-14T00:00:00-04:00' }, coveredBy: pool.identifier },
];

export const meter: Device = {
  identifier: { system: 'urn:oid:1.2.840.10004.1.1.1.0.0.1.0.0.1.2680', value: '01-23-45-67-89-AB-CD-EF' },
  patient: patient.identifier,
  kind: 'glucometer',
  manufacturer: 'ACME',
  model: 'G-1',
  serial: 'METER-00A1',
};

/** 70 to 160 mg/dL, critical below 54 and from 300. */
export const glucoseOrder: Order = {
  identifier: ORDER,
  patient: patient.identifier,
  measure: 'glucose',
  status: 'active',
  requester: clinician.identifier,
  responsible: clinician.identifier,
  authoredOn: '2026-03-02T09:00:00-05:00',
  period: { start: '2026-03-02T00:00:00-05:00', end: '2026-05-31T23:59:59-04:00' },
  effectiveFrom: '2026-03-02T09:00:00-05:00',
  unit: 'mg/dL',
  precision: 0,
  limits: [
    { tier: 'reference', low: '70', high: '160' },
    { tier: 'critical', low: '54', high: '300', inclusive: 'high' },
  ],
  rules: [],
  reason: 'E11.65',
  group: { system: 'urn:example:ehr:placer', value: 'GRP-7001' },
};

/** More than 2 kg gained in 3 days, or above 95 kg. */
export const weightOrder: Order = {
  ...glucoseOrder,
  identifier: { system: 'urn:example:ehr:placer', value: 'PLC-7002' },
  measure: 'weight',
  responsible: pool.identifier,
  unit: 'kg',
  precision: 1,
  limits: [{ tier: 'reference', high: '95.0' }],
  rules: [
    {
      kind: 'change',
      direction: 'gain',
      amount: { value: '2.0', unit: 'kg' },
      window: { value: 3, unit: 'd' },
      boundary: 'strict',
    },
  ],
  reason: 'I50.9',
};

export const phone: Device = {
  identifier: { system: 'urn:example:portal:install', value: '8f0c' },
  patient: patient.identifier,
  kind: 'phone',
  manufacturer: 'Apple',
  model: 'iPhone',
  platform: { os: 'ios', version: '7.1.2' },
};

export const admission: SourceAdmission = {
  source: {
    identifier: { system: SYSTEM.client, value: 'vp-gateway' },
    measures: ['glucose'],
    expires: '2027-01-01T00:00:00Z',
  },
  status: 'admitted',
};

/** Part of what a guideline says. */
export const suggestion: SuggestedLimits = {
  unit: 'mg/dL',
  limits: [{ tier: 'reference', low: '80', high: '130', context: 'pre-meal' }],
  rules: [],
  source: {
    citation: 'ADA Standards of Care in Diabetes 2025, section 6',
    url: 'https://doi.org/10.2337/dc25-S006',
  },
};

export const tracker: ShownTracker = {
  order: ORDER,
  measure: 'glucose',
  state: 'offered',
  patient: patient.identifier,
  since: '2026-03-02T09:00:00-05:00',
};

export const permission: Permission = {
  identifier: { system: 'urn:example:portal:permission', value: 'MRN1001/glucose' },
  patient: patient.identifier,
  measure: 'glucose',
  status: 'granted',
  at: '2026-03-02T10:05:00-05:00',
};

export const reading: Reading = {
  identifier: { system: 'urn:example:meter-readings', value: '0123456789ABCDEF-42' },
  patient: patient.identifier,
  measure: 'glucose',
  code: { system: SYSTEM.loinc, code: '41653-7' },
  status: 'final',
  effective: '2026-03-03T07:59:00-05:00',
  result: { kind: 'value', quantity: { value: '305', unit: 'mg/dL' } },
  device: meter.identifier,
  mealContext: 'post-meal',
  sequenceNumber: 42,
  userEntered: false,
};

/** The meter's "HI" with the bound it states. */
export const highReading: Reading = {
  ...reading,
  identifier: { system: 'urn:example:meter-readings', value: '0123456789ABCDEF-43' },
  result: { kind: 'off-scale', direction: 'high', bound: { value: '600', unit: 'mg/dL' } },
  sequenceNumber: 43,
};

/** The meter's "LO" without a bound. */
export const lowReading: Reading = {
  ...reading,
  identifier: { system: 'urn:example:meter-readings', value: '0123456789ABCDEF-44' },
  result: { kind: 'off-scale', direction: 'low' },
  sequenceNumber: 44,
};

/** A failed measurement. */
export const failedReading: Reading = {
  ...reading,
  identifier: { system: 'urn:example:meter-readings', value: '0123456789ABCDEF-45' },
  result: { kind: 'absent', reason: 'error' },
  sequenceNumber: 45,
};

export const filedReading: FiledReading = {
  reading,
  version: 1,
  interpretation: ['HH'],
  ranges: [
    { tier: 'reference', unit: 'mg/dL', low: '70', high: '160', limitFrom: '2026-03-02T09:00:00-05:00' },
    { tier: 'critical', unit: 'mg/dL', low: '54', high: '300', limitFrom: '2026-03-02T09:00:00-05:00' },
  ],
  issued: '2026-03-03T13:05:12.000Z',
  orders: [ORDER],
};

export const newItem: InboxItem = {
  identifier: ITEM,
  version: 1,
  kind: 'critical',
  status: 'new',
  patient: patient.identifier,
  order: ORDER,
  measure: 'glucose',
  recipient: clinician.identifier,
  routedAs: 'responsible',
  rule: 'limits',
  interpretation: ['HH'],
  reading: reading.identifier,
  value: { value: '305', unit: 'mg/dL' },
  effective: reading.effective,
  submitted: '2026-03-03T13:05:11.900Z',
  late: false,
  limit: { value: '300', unit: 'mg/dL' },
  limitFrom: '2026-03-02T09:00:00-05:00',
  priority: 'stat',
  created: '2026-03-03T13:05:12.400Z',
  history: [{ status: 'new', at: '2026-03-03T13:05:12.400Z', actor: 'system' }],
};

export const seenItem: InboxItem = {
  ...newItem,
  version: 2,
  status: 'seen',
  history: [
    ...newItem.history,
    {
      status: 'seen',
      at: '2026-03-03T13:10:00.000Z',
      actor: `${clinician.identifier.system}|${clinician.identifier.value}`,
    },
  ],
};

/** A gain of 2.3 kg against the lowest weight of the last three days. */
export const changeItem: InboxItem = {
  identifier: { system: SYSTEM.item, value: 'i4' },
  version: 1,
  kind: 'change',
  status: 'new',
  patient: patient.identifier,
  order: weightOrder.identifier,
  measure: 'weight',
  recipient: pool.identifier,
  routedAs: 'responsible',
  rule: 'change',
  interpretation: ['U'],
  reading: { system: 'urn:example:meter-readings', value: 'SCALE-0007' },
  value: { value: '82.1', unit: 'kg' },
  effective: '2026-03-05T07:05:00-05:00',
  submitted: '2026-03-05T12:06:00.000Z',
  late: false,
  limit: { value: '2.0', unit: 'kg' },
  limitFrom: '2026-03-02T09:00:00-05:00',
  baseline: { system: 'urn:example:meter-readings', value: 'SCALE-0005' },
  delta: { value: '2.3', unit: 'kg' },
  priority: 'urgent',
  created: '2026-03-05T12:06:00.200Z',
  history: [{ status: 'new', at: '2026-03-05T12:06:00.200Z', actor: 'system' }],
};

/** Nothing for two days, until a reading came. */
export const missingItem: InboxItem = {
  identifier: { system: SYSTEM.item, value: 'i6' },
  version: 2,
  kind: 'missing',
  status: 'withdrawn',
  withdrawal: 'data-received',
  patient: patient.identifier,
  order: ORDER,
  measure: 'glucose',
  recipient: clinician.identifier,
  routedAs: 'responsible',
  rule: 'missing',
  interpretation: [],
  lastEffective: '2026-03-03T12:59:00.000Z',
  due: '2026-03-05T12:59:00.000Z',
  priority: 'routine',
  created: '2026-03-05T12:59:00.000Z',
  history: [
    { status: 'new', at: '2026-03-05T12:59:00.000Z', actor: 'system' },
    { status: 'withdrawn', at: '2026-03-06T13:00:00.000Z', actor: 'system' },
  ],
};

/** A week's readings, in the pool's In Basket. */
export const summaryItem: InboxItem = {
  identifier: { system: SYSTEM.item, value: 'i7' },
  version: 1,
  kind: 'summary',
  status: 'new',
  patient: patient.identifier,
  order: ORDER,
  measure: 'glucose',
  recipient: pool.identifier,
  routedAs: 'responsible',
  rule: 'summary',
  interpretation: [],
  count: 27,
  summary: {
    period: { start: '2026-03-02T05:00:00.000Z', end: '2026-03-09T05:00:00.000Z' },
    abnormalCount: 3,
    criticalCount: 0,
    min: { value: '72', unit: 'mg/dL' },
    max: { value: '212', unit: 'mg/dL' },
    mean: { value: '118', unit: 'mg/dL' },
  },
  priority: 'routine',
  created: '2026-03-09T05:01:00.000Z',
  history: [{ status: 'new', at: '2026-03-09T05:01:00.000Z', actor: 'system' }],
};

/** The first step of its escalation: nobody had seen the critical item. */
export const copiedItem: InboxItem = {
  ...newItem,
  identifier: { system: SYSTEM.item, value: 'i3' },
  recipient: pool.identifier,
  routedAs: 'escalated',
  rule: 'escalation',
  step: 1,
  copyOf: newItem.identifier,
  created: '2026-03-03T13:35:12.400Z',
  history: [{ status: 'new', at: '2026-03-03T13:35:12.400Z', actor: 'system' }],
};

export const message: Message = {
  identifier: { system: 'urn:example:ehr:message', value: 'MSG-551' },
  patient: patient.identifier,
  sender: clinician.identifier,
  about: ITEM,
  text: 'Please recheck in 2 h & call if > 300.\nDr Rivera — ¡gracias!',
  sent: '2026-03-03T13:15:00-05:00',
};

export const notice: Notice = {
  patient: patient.identifier,
  medium: 'mail',
  text: 'You have a new message in your patient portal. Sign in to read it.',
  sent: '2026-03-03T13:15:00-05:00',
};

export const refusedAudit: AuditEvent = {
  recorded: '2026-03-03T13:05:12.000Z',
  subject: 'reading',
  action: 'create',
  outcome: 'refused',
  refusal: 'no-permission',
  who: 'vp-gateway',
  patient: patient.identifier,
  entity: { system: 'urn:example:meter-readings', value: '0123456789ABCDEF-46' },
};
