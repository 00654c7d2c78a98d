import type { Identifier, Order, Reading } from '../../../contract/domain/index.ts';
import { createBundle } from '../../../contract/wire/fhir/bundle.ts';
import { encodeClinician } from '../../../contract/wire/fhir/clinician.ts';
import { encodeMessage } from '../../../contract/wire/fhir/communication.ts';
import { encodePermission } from '../../../contract/wire/fhir/consent.ts';
import { encodeDevice } from '../../../contract/wire/fhir/device.ts';
import * as example from '../../../contract/wire/fhir/example-values.ts';
import { encodeReading } from '../../../contract/wire/fhir/observation.ts';
import { encodeOrder } from '../../../contract/wire/fhir/order.ts';
import { encodePatient } from '../../../contract/wire/fhir/patient.ts';
import { encodePool } from '../../../contract/wire/fhir/pool.ts';
import type { ReferenceTo } from '../../../contract/wire/fhir/references.ts';
import type { JsonObject } from '../../../contract/wire/json/lossless.ts';
import { readingOf, TOKEN } from './seeded.test-helper.ts';

/** Another patient than the one whom the gateway and the portal speak for. */
export const OTHER: Identifier = { system: 'urn:oid:2.999.1.1', value: 'SECRETMRN' };

const RULES: Order['rules'] = [
  { kind: 'alert-on', abnormal: 'repeated' },
  { kind: 'repeated', count: 3, window: { value: 24, unit: 'h' } },
  { kind: 'missing', period: { value: 48, unit: 'h' } },
  { kind: 'summary', period: { value: 7, unit: 'd' } },
  { kind: 'escalation', step: 1, after: { value: 30, unit: 'min' }, recipient: example.pool.identifier },
];
const LIMITS: Order['limits'] = [
  { tier: 'reference', low: '70', high: '160' },
  { tier: 'reference', low: '70', high: '180', context: 'post-meal' },
  { tier: 'critical', low: '54', high: '300', inclusive: 'high' },
  { tier: 'absolute', low: '10', high: '1000' },
];

export interface Request {
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  readonly token: string;
  readonly body: JsonObject;
}

/** What the requests are about, and the number of this one. */
export interface Scene {
  readonly ref: ReferenceTo;
  readonly resource: (reading: Reading) => JsonObject;
  readonly consentPath: string;
  readonly taskPath: string;
  readonly task: JsonObject;
  readonly run: number;
}
type Make = (key: string, scene: Scene) => Request;

const KINDS = {
  patient: (value) => ({
    method: 'POST',
    path: '/Patient',
    token: TOKEN.ehr,
    body: encodePatient({ ...example.patient, identifier: { ...OTHER, value } }),
  }),
  clinician: (value) => ({
    method: 'POST',
    path: '/PractitionerRole',
    token: TOKEN.ehr,
    body: encodeClinician({ ...example.clinician, identifier: { ...OTHER, value } }),
  }),
  pool: (value, { ref }) => ({
    method: 'POST',
    path: '/CareTeam',
    token: TOKEN.ehr,
    body: encodePool({ ...example.pool, identifier: { ...OTHER, value } }, ref),
  }),
  device: (value, { ref }) => ({
    method: 'POST',
    path: '/Device',
    token: TOKEN.gateway,
    body: encodeDevice({ ...example.meter, identifier: { ...OTHER, value } }, ref),
  }),
  order: (value, { ref }) => ({
    method: 'POST',
    path: '/ServiceRequest',
    token: TOKEN.ehr,
    body: encodeOrder(
      {
        ...example.glucoseOrder,
        identifier: { ...OTHER, value },
        patient: { ...OTHER, value: 'ORDERED' },
        limits: LIMITS,
        rules: RULES,
      },
      ref,
    ),
  }),
  'weight order': (value, { ref }) => ({
    method: 'POST',
    path: '/ServiceRequest',
    token: TOKEN.ehr,
    body: encodeOrder(
      { ...example.weightOrder, identifier: { ...OTHER, value }, patient: { ...OTHER, value: 'ORDERED' } },
      ref,
    ),
  }),
  permission: (_key, { ref, consentPath }) => ({
    method: 'PUT',
    path: consentPath,
    token: TOKEN.portal,
    body: encodePermission(
      { ...example.permission, identifier: { ...OTHER, value: 'MINE/weight' }, measure: 'weight' },
      ref,
    ),
  }),
  reading: (value, { ref, run }) => ({
    method: 'POST',
    path: '/Observation',
    token: TOKEN.gateway,
    body: encodeReading(readingOf(String(100 + (run % 50)), value), ref),
  }),
  'reading beyond the scale': (value, { ref, run }) => ({
    method: 'POST',
    path: '/Observation',
    token: TOKEN.gateway,
    body: encodeReading({ ...example.highReading, identifier: { ...OTHER, value }, sequenceNumber: run }, ref),
  }),
  'failed measurement': (value, { ref, run }) => ({
    method: 'POST',
    path: '/Observation',
    token: TOKEN.gateway,
    body: encodeReading({ ...example.failedReading, identifier: { ...OTHER, value }, sequenceNumber: run }, ref),
  }),
  'reading below the scale': (value, { ref, run }) => ({
    method: 'POST',
    path: '/Observation',
    token: TOKEN.gateway,
    body: encodeReading({ ...example.lowReading, identifier: { ...OTHER, value }, sequenceNumber: run }, ref),
  }),
  batch: (value, { resource }) => ({
    method: 'POST',
    path: '',
    token: TOKEN.gateway,
    body: createBundle(
      'batch',
      ['a', 'b'].map((end) => ({ resource: resource(readingOf('101', `${value}${end}`)) })),
    ),
  }),
  transaction: (value, { resource }) => ({
    method: 'POST',
    path: '',
    token: TOKEN.gateway,
    body: createBundle(
      'transaction',
      ['a', 'b'].map((end) => ({ resource: resource(readingOf('102', `${value}${end}`)) })),
    ),
  }),
  message: (value, { ref, taskPath }) => ({
    method: 'POST',
    path: '/Communication',
    token: TOKEN.clinician,
    body: {
      ...encodeMessage({ ...example.message, identifier: { ...OTHER, value } }, (type, key) =>
        type === 'Task' ? taskPath.slice(1) : ref(type, key),
      ),
    },
  }),
  act: (_key, { task, taskPath }) => ({ method: 'PUT', path: taskPath, token: TOKEN.clinician, body: task }),
} satisfies Readonly<Record<string, Make>>;

export const KIND_NAMES: readonly string[] = Object.keys(KINDS);

/** A valid request of a kind, under a key of its own. */
export const requestOfKind = (kind: string, key: string, scene: Scene): Request => {
  const make = Object.entries(KINDS).find(([name]) => name === kind)?.[1];
  if (make === undefined) throw new Error(`no ${kind}`);
  return make(key, scene);
};
