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
import type { JsonObject } from '../../../contract/wire/json/lossless.ts';
import { subscriptionTo } from '../../api/fhir/subscription.test-helper.ts';
import { isoOf } from '../../clock/instant.ts';
import { tokenOf } from '../../crash-run.test-helper.ts';
import { START } from '../../world.test-helper.ts';
import type { Random } from '../random.test-helper.ts';
import { MRN, refOf } from '../scene.test-helper.ts';
import { PEOPLE } from './hl7-message.test-helper.ts';
import type { Scene } from './scene.test-helper.ts';

/** A request that would be taken. */
export interface Sound {
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  readonly token: string;
  readonly body: JsonObject;
}

/** Senders who speak for one patient each, and must hear of no other. */
const WHO = 10;
const cached = (role: 'gateway' | 'portal') => Array.from({ length: WHO }, (_, n) => tokenOf(role, MRN(`F${n}`)));
const OF_PATIENT = { gateway: cached('gateway'), portal: cached('portal') };
export const boundToken = (role: 'gateway' | 'portal', random: Random): { token: string; mrn: string } => {
  const n = random.below(WHO);
  return { token: OF_PATIENT[role][n] ?? '', mrn: `F${n}` };
};
const EHR = tokenOf('ehr');
const CLINICIAN = tokenOf('clinician', example.clinician.identifier);

const key = (value: string): Identifier => ({ system: 'urn:example:fuzz', value });

const order = (value: string, random: Random, from: Order): Order => ({
  ...from,
  identifier: { system: 'urn:example:ehr:placer', value },
  patient: MRN(`O${random.below(PEOPLE)}`),
});
const WITH_RULES: Order = {
  ...example.glucoseOrder,
  limits: [
    { tier: 'reference', low: '70', high: '160' },
    { tier: 'reference', low: '70', high: '180', context: 'post-meal' },
    { tier: 'critical', low: '54', high: '300', inclusive: 'high' },
    { tier: 'absolute', low: '10', high: '1000' },
  ],
  rules: [
    { kind: 'alert-on', abnormal: 'repeated' },
    { kind: 'repeated', count: 3, window: { value: 24, unit: 'h' } },
    { kind: 'missing', period: { value: 48, unit: 'h' } },
    { kind: 'summary', period: { value: 7, unit: 'd' } },
    { kind: 'escalation', step: 1, after: { value: 30, unit: 'min' }, recipient: example.pool.identifier },
  ],
};

/** A reading of a patient at some second of the last 20 hours. */
const reading = (value: string, mrn: string, random: Random): Reading => {
  const { device: _none, ...from } = random.of([
    example.reading,
    example.highReading,
    example.failedReading,
    example.lowReading,
  ]);
  return {
    ...from,
    identifier: key(value),
    patient: MRN(mrn),
    effective: isoOf(START - 1000 * random.below(72_000)),
    sequenceNumber: 1 + random.below(1_000_000),
  };
};

type Make = (value: string, scene: Scene, random: Random) => Sound;
const post = (path: string, token: string, body: JsonObject): Sound => ({ method: 'POST', path, token, body });

const ORDERS: readonly Make[] = [WITH_RULES, example.weightOrder, example.glucoseOrder].map(
  (from) =>
    (value, { ids }, random) =>
      post('/ServiceRequest', EHR, encodeOrder(order(value, random, from), refOf(ids))),
);
const observation: Make = (value, { ids }, random) => {
  const { token, mrn } = boundToken('gateway', random);
  return post('/Observation', token, encodeReading(reading(value, mrn, random), refOf(ids)));
};
const replaced: Make = (value, scene, random) => ({
  ...observation(value, scene, random),
  method: 'PUT',
  path: `/${random.of([scene.canary.reading, 'Observation/o2', 'Observation/o3', 'Observation/o999999'])}`,
});
const bundle: Make = (value, { ids }, random) => {
  const { token, mrn } = boundToken('gateway', random);
  const entries = Array.from({ length: 1 + random.below(4) }, (_, n) => ({
    resource: encodeReading(reading(`${value}-${n}`, mrn, random), refOf(ids)),
  }));
  return post('', token, createBundle(random.of(['batch', 'transaction']), entries));
};
const OTHERS: readonly Make[] = [
  (value) => post('/Patient', EHR, encodePatient({ ...example.patient, identifier: MRN(`X${value}`) })),
  (value) => post('/PractitionerRole', EHR, encodeClinician({ ...example.clinician, identifier: key(value) })),
  (value, { ids }) => post('/CareTeam', EHR, encodePool({ ...example.pool, identifier: key(value) }, refOf(ids))),
  (value, { ids }, random) => {
    const { token, mrn } = boundToken('gateway', random);
    const device = { ...example.meter, identifier: key(value), patient: MRN(mrn) };
    return post('/Device', token, encodeDevice(device, refOf(ids)));
  },
  (_value, { ids }, random) => {
    const { token, mrn } = boundToken('portal', random);
    const permission = {
      ...example.permission,
      identifier: { system: 'urn:example:portal:permission', value: `${mrn}/glucose` },
      patient: MRN(mrn),
    };
    return post('/Consent', token, encodePermission(permission, refOf(ids)));
  },
  (value, { ids, item }) =>
    post(
      '/Communication',
      CLINICIAN,
      encodeMessage({ ...example.message, identifier: key(value), patient: MRN('F0') }, (type, of) =>
        type === 'Task' ? item.reference : refOf(ids)(type, of),
      ),
    ),
  (_value, { item }) => ({ method: 'PUT', path: `/${item.reference}`, token: CLINICIAN, body: item.resource }),
  (value) => post('/Subscription', EHR, subscriptionTo(`http://127.0.0.1:1/${value}`, { end: '2026-03-03T13:00:00Z' })),
];

/** Half of them readings. */
export const anySound: Make = (value, scene, random) => {
  const die = random.below(20);
  if (die < 7) return observation(value, scene, random);
  if (die === 7) return replaced(value, scene, random);
  if (die < 11) return bundle(value, scene, random);
  const makes = die < 16 ? ORDERS : OTHERS;
  return (makes[random.below(makes.length)] ?? observation)(value, scene, random);
};
