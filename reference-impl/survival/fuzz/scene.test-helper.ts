import { readSearchset } from '../../../contract/wire/fhir/bundle.ts';
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
import { type Call, tokenOf } from '../../crash-run.test-helper.ts';
import { must } from '../../world.test-helper.ts';
import { type Ids, METER, MRN, OKAFOR, PLACER, refOf } from '../scene.test-helper.ts';
import { SECRETS, TARGETS } from './case.test-helper.ts';
import { PEOPLE } from './hl7-message.test-helper.ts';

/** What is there before anything without order is sent. */
export interface Scene {
  readonly ids: Ids;
  /** The patient of whom nobody may hear: `Patient/p1` and what is theirs. */
  readonly canary: {
    readonly patient: string;
    readonly order: string;
    readonly reading: string;
    readonly item: string;
  };
  /** An item of patient F0, as its recipient would take note of it. */
  readonly item: { readonly reference: string; readonly resource: JsonObject };
}

const EHR = tokenOf('ehr');
const CLINICIAN = tokenOf('clinician', example.clinician.identifier);

type Put = (path: string, token: string, body: JsonObject, name?: string) => Promise<string>;

const putting =
  (call: Call, ids: Ids): Put =>
  async (path, token, body, name) => {
    const { status, location = '', json } = await call('POST', path, token, body);
    if (status !== 201) throw new Error(`${path}: ${status} ${JSON.stringify(json)}`);
    const reference = location.replace(/\/_history.*$/, '');
    if (name !== undefined) ids.set(name, reference);
    return reference;
  };

/** Order and permission of a patient, for one of two measures. */
const ordered = async (put: Put, ids: Ids, mrn: string, measure: 'glucose' | 'weight', key: string): Promise<void> => {
  const from = measure === 'glucose' ? example.glucoseOrder : example.weightOrder;
  const order = { ...from, identifier: { system: PLACER, value: key }, patient: MRN(mrn) };
  const limits =
    mrn === TARGETS.mrn
      ? [{ tier: 'reference', low: '70', high: SECRETS.limit } as const]
      : example.glucoseOrder.limits;
  await put(
    '/ServiceRequest',
    EHR,
    encodeOrder(measure === 'glucose' ? { ...order, precision: 2, limits } : order, refOf(ids)),
    key,
  );
  const permission = {
    ...example.permission,
    identifier: { system: 'urn:example:portal:permission', value: `${mrn}/${measure}` },
    patient: MRN(mrn),
    measure,
  };
  await put('/Consent', tokenOf('portal', MRN(mrn)), encodePermission(permission, refOf(ids)));
};

/** The first item of a patient. */
const itemOf = async (call: Call, patient: string): Promise<{ reference: string; resource: JsonObject }> => {
  const { json } = await call('GET', `/Task?patient=${patient}`, EHR);
  const [resource] = must(readSearchset(json)).resources;
  if (resource === undefined) throw new Error(`no item of ${patient}`);
  return { reference: `Task/${String(resource['id'])}`, resource };
};

const aReading = async (put: Put, ids: Ids, mrn: string, key: string, value: string): Promise<string> =>
  await put(
    '/Observation',
    tokenOf('gateway', MRN(mrn)),
    encodeReading(
      {
        identifier: { system: METER, value: key },
        patient: MRN(mrn),
        measure: 'glucose',
        code: example.reading.code,
        status: 'final',
        effective: '2026-03-03T06:30:00-05:00',
        result: { kind: 'value', quantity: { value, unit: 'mg/dL' } },
      },
      refOf(ids),
    ),
  );

/** One patient with secrets; so many who are measured, and as many who are only written orders for. */
export const setScene = async (call: Call): Promise<Scene> => {
  const ids: Ids = new Map();
  const put = putting(call, ids);
  for (const person of [example.clinician, { ...example.clinician, identifier: OKAFOR }])
    // oxlint-disable-next-line no-await-in-loop -- each refers to the one before
    await put('/PractitionerRole', EHR, encodeClinician(person), person.identifier.value);
  await put('/CareTeam', EHR, encodePool(example.pool, refOf(ids)), example.pool.identifier.value);
  const { family, given, birthDate } = SECRETS;
  const secret = { identifier: MRN(TARGETS.mrn), family, given, gender: 'unknown', birthDate } as const;
  const patient = await put('/Patient', EHR, encodePatient(secret), TARGETS.mrn);
  // `Patient/p2`, whom many a changed body names: nobody who is measured, or one patient would have thousands of orders.
  await put('/Patient', EHR, encodePatient({ ...example.patient, identifier: MRN('NAMED') }), 'NAMED');
  const device = { ...example.meter, patient: MRN(TARGETS.mrn), serial: SECRETS.serial };
  await put('/Device', EHR, encodeDevice(device, refOf(ids)), 'device');
  await ordered(put, ids, TARGETS.mrn, 'glucose', TARGETS.order);
  const reading = await aReading(put, ids, TARGETS.mrn, TARGETS.reading, SECRETS.value);
  const theirs = await itemOf(call, patient);
  const message = { ...example.message, patient: MRN(TARGETS.mrn), text: SECRETS.words };
  await put(
    '/Communication',
    CLINICIAN,
    encodeMessage(message, (type, of) => (type === 'Task' ? theirs.reference : refOf(ids)(type, of))),
  );
  const known = (mrn: string): Promise<string> =>
    put('/Patient', EHR, encodePatient({ ...example.patient, identifier: MRN(mrn) }), mrn);
  await Promise.all(
    Array.from({ length: PEOPLE }, async (_, n) => {
      await Promise.all([known(`F${n}`), known(`O${n}`)]);
      await ordered(put, ids, `F${n}`, 'glucose', `PLC-F${n}G`);
      await ordered(put, ids, `F${n}`, 'weight', `PLC-F${n}W`);
    }),
  );
  await aReading(put, ids, 'F0', 'F0-HIGH', '350');
  const mine = await itemOf(call, ids.get('F0') ?? '');
  return {
    ids,
    canary: { patient, order: ids.get(TARGETS.order) ?? '', reading, item: theirs.reference },
    item: { ...mine, resource: { ...mine.resource, status: 'received' } },
  };
};
