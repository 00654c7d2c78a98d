import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Identifier, Order, Reading } from '../contract/domain/index.ts';
import { readSearchset } from '../contract/wire/fhir/bundle.ts';
import { encodeReading } from '../contract/wire/fhir/observation.ts';
import type { Ack } from '../contract/wire/hl7v2/ack.ts';
import { frame } from '../contract/wire/hl7v2/mllp.ts';
import { encodeOrderMessage } from '../contract/wire/hl7v2/order.ts';
import { encodeReadingMessage } from '../contract/wire/hl7v2/reading.ts';
import type { JsonObject } from '../contract/wire/json/lossless.ts';
import { type Client, startClient, tokenFor } from './api/fhir/client.test-helper.ts';
import { linksNow } from './api/fhir/links.test-helper.ts';
import type { Listener } from './api/hl7v2/listener.ts';
import { startHl7Server } from './api/hl7v2/server.ts';
import { CLIENTS, envelope, NAMESPACES, WireClient } from './api/hl7v2/wire.test-helper.ts';
import {
  createWorld,
  EHR,
  JANE,
  METER,
  MRN,
  must,
  OKAFOR,
  orderOf,
  permissionOf,
  portalOf,
  readingOf,
  RIVERA,
  type World,
} from './world.test-helper.ts';

let world: World;
let hl7: Listener;
let wire: WireClient;
let fhir: Client;
let sent = 0;

beforeEach(async () => {
  world = await createWorld();
  hl7 = await startHl7Server(world.pipeline, { host: '127.0.0.1', port: 0, namespaces: NAMESPACES, clients: CLIENTS });
  wire = await WireClient.to(hl7.port);
  fhir = await startClient(world.pipeline);
  sent = 0;
});
afterEach(async () => {
  wire.socket.destroy();
  await Promise.all([hl7.close(), fhir.close()]);
  await world.pipeline.close();
});

const exchange = async (text: string): Promise<Ack> => {
  await wire.write(frame(text));
  sent += 1;
  const ack = (await wire.acks(sent))[sent - 1];
  if (ack === undefined) throw new Error('no ACK');
  return ack;
};
const ref = (type: Parameters<ReturnType<typeof linksNow>['ref']>[0], key: Identifier) =>
  linksNow(world.pipeline, fhir.base).ref(type, key);

/** Sends readings in one message or bundle, and says whether they were taken. */
const SEND: Readonly<Record<'FHIR' | 'HL7 v2', (...readings: readonly Reading[]) => Promise<boolean>>> = {
  FHIR: async (...readings) => {
    const entry = readings.map((reading) => ({
      resource: encodeReading(reading, ref),
      request: { method: 'POST', url: 'Observation' },
    }));
    const bundle = { resourceType: 'Bundle', type: 'transaction', entry };
    return (await fhir.call('POST', '', tokenFor('gateway'), bundle)).status === 200;
  },
  'HL7 v2': async (...readings) =>
    (await exchange(encodeReadingMessage(readings, envelope(`R${sent}`, 'GATEWAY|HOME'), NAMESPACES))).code === 'AA',
};
const WIRES = ['FHIR', 'HL7 v2'] as const;

const order = async (of: Order = orderOf()): Promise<void> => {
  const text = encodeOrderMessage(of, 'NW', envelope(`O${sent}`, 'EHR|GOODHEALTH'), NAMESPACES, 'OMG^O19');
  expect((await exchange(text)).code).toBe('AA');
};
const ready = async (of: Order = orderOf()): Promise<void> => {
  await order(of);
  const { patient, measure } = of;
  must(await world.pipeline.permissions.set(portalOf(patient), permissionOf({ patient, measure })));
};

/** Every resource of a search, over all its pages. */
const search = async (path: string): Promise<readonly JsonObject[]> => {
  const answer = await fhir.call('GET', path, tokenFor('ehr'));
  expect(answer.status).toBe(200);
  const { resources, next } = must(readSearchset(answer.json));
  return next === undefined ? resources : [...resources, ...(await search(next))];
};
const readingsOf = (patient: Identifier) => search(`/Observation?patient=${ref('Patient', patient)}&_count=500`);
const keyed = ({ identifier }: Reading) =>
  search(`/Observation?identifier=${encodeURIComponent(`${identifier.system}|${identifier.value}`)}`);

const extensionsOf = (shown: JsonObject | undefined): readonly JsonObject[] =>
  (shown?.['extension'] ?? []) as readonly JsonObject[];
const gatewayOf = (shown: JsonObject | undefined): unknown => {
  const url = 'http://hl7.org/fhir/StructureDefinition/observation-gatewayDevice';
  const [only, ...more] = extensionsOf(shown).filter((one) => one['url'] === url);
  expect(more).toEqual([]);
  return (only?.['valueReference'] as JsonObject | undefined)?.['identifier'];
};

test('an order that came over HL7 v2 shows its start, end, requester, responsible and reason over FHIR', async () => {
  await order(orderOf({ requester: OKAFOR, responsible: RIVERA, reason: 'E11.65' }));
  const [shown] = await search('/ServiceRequest?identifier=urn:example:ehr:placer%7CPLC-7001');
  expect(shown).toMatchObject({
    occurrencePeriod: orderOf().period,
    requester: { reference: ref('Recipient', OKAFOR) },
    performer: [{ reference: ref('Recipient', RIVERA) }],
    reasonCode: [{ coding: [{ code: 'E11.65' }] }],
  });
});

describe.each(WIRES)('a reading that came over %s', (name) => {
  const send = SEND[name];

  test('comes back with its digits, unit, instant and offset, code, patient and device', async () => {
    await ready();
    const reading = readingOf('7.0', 'mmol/L', { effective: '2026-03-03T08:29:00+01:30', device: METER });
    expect(await send(reading)).toBe(true);
    const [shown] = await keyed(reading);
    expect(JSON.stringify(shown?.['valueQuantity'])).toContain('"value":7.0,');
    expect(shown).toMatchObject({
      valueQuantity: { unit: 'mmol/L', system: 'http://unitsofmeasure.org', code: 'mmol/L' },
      effectiveDateTime: '2026-03-03T08:29:00+01:30',
      code: { coding: [{ system: 'http://loinc.org', code: '14743-9' }] },
      subject: { reference: ref('Patient', JANE) },
      device: { identifier: METER },
    });
  });

  test('shows what it was judged to be, and by which limits of this patient', async () => {
    await ready(orderOf({ limits: [{ tier: 'reference', low: '70', high: '130' }] }));
    const reading = readingOf('131');
    await send(reading);
    const [shown] = await keyed(reading);
    expect(JSON.stringify(shown?.['interpretation'])).toContain('"code":"H"');
    expect(JSON.stringify(shown?.['referenceRange'])).toMatch(/"low":.*70.*"high":.*130/);
  });

  test.each([[true], [false], [undefined]])('says whether the patient typed it: %s', async (userEntered) => {
    await ready();
    const reading = readingOf('120', 'mg/dL', userEntered === undefined ? {} : { userEntered });
    await send(reading);
    const [shown] = await keyed(reading);
    const url = 'https://vitalproof.example/fhir/StructureDefinition/user-entered';
    const expected = userEntered === undefined ? [] : [{ url, valueBoolean: userEntered }];
    expect(extensionsOf(shown).filter((one) => one['url'] === url)).toEqual(expected);
  });

  test('is linked with its device, its patient and the gateway that it came from, in each of its versions', async () => {
    await ready();
    const reading = readingOf('120', 'mg/dL', { device: METER });
    await send(reading);
    const [shown] = await keyed(reading);
    const gateway = { FHIR: 'vp-gateway', 'HL7 v2': 'GATEWAY' }[name];
    expect(shown).toMatchObject({ device: { identifier: METER }, subject: { reference: ref('Patient', JANE) } });
    expect(gatewayOf(shown)).toEqual({ system: 'https://vitalproof.example/fhir/sid/client', value: gateway });
    // As it was read, taken back over FHIR: the version before keeps its own gateway.
    const body = { ...shown, status: 'entered-in-error' };
    const path = `/Observation/${String(shown?.['id'])}`;
    expect((await fhir.call('PUT', path, tokenFor('gateway'), body)).status).toBe(200);
    const { json } = await fhir.call('GET', `${path}/_history`, tokenFor('ehr'));
    const versions = (json['entry'] as readonly JsonObject[]).map(({ resource }) => gatewayOf(resource as JsonObject));
    expect(versions).toMatchObject([{ value: 'vp-gateway' }, { value: gateway }]);
  });

  test('is shown by its time, in whatever order it came', async () => {
    await ready();
    const at = (minute: number) =>
      readingOf('120', 'mg/dL', { effective: `2026-03-03T06:${String(minute).padStart(2, '0')}:00-05:00` });
    const came = [at(30), at(10), at(50), at(20), at(40)];
    expect(await send(...came.slice(0, 3))).toBe(true);
    expect(await send(...came.slice(3))).toBe(true);
    const shown = (await readingsOf(JANE)).map((one) => String(one['effectiveDateTime']));
    expect(shown).toEqual(came.map(({ effective }) => effective).toSorted());
  });

  test('is labelled as what no real patient ever had, and so is its item', async () => {
    await ready();
    const reading = readingOf('305');
    await send(reading);
    const labelled = [...(await keyed(reading)), ...(await search('/Task'))].map(({ meta }) => JSON.stringify(meta));
    expect(labelled).toEqual([0, 1].map(() => expect.stringContaining('"code":"HTEST"') as string));
  });

  test('without an order is refused, and found by nobody', async () => {
    const reading = readingOf('120');
    expect(await send(reading)).toBe(false);
    expect([await keyed(reading), await readingsOf(JANE)]).toEqual([[], []]);
  });

  test('288 a day of each of ten patients: all are there, once', async () => {
    const patients = Array.from({ length: 10 }, (_, i) => MRN(`MRN20${i}0`));
    for (const [i, patient] of patients.entries()) {
      const known = {
        identifier: patient,
        family: 'Doe',
        given: 'X',
        gender: 'unknown',
        birthDate: '1970-01-15',
      } as const;
      must(await world.pipeline.people.patient(EHR, known));
      const identifier = { system: 'urn:example:ehr:placer', value: `PLC-8${i}` };
      await ready(orderOf({ identifier, patient }));
    }
    const midnight = Date.parse('2026-03-02T00:00:00Z');
    for (const patient of patients) {
      const day = Array.from({ length: 288 }, (_, n) =>
        readingOf(String(80 + (n % 70)), 'mg/dL', {
          patient,
          effective: new Date(midnight + n * 300_000).toISOString(),
        }),
      );
      expect(await send(...day)).toBe(true);
    }
    for (const patient of patients) {
      const times = (await readingsOf(patient)).map((one) => Date.parse(String(one['effectiveDateTime'])));
      expect(times).toEqual(Array.from({ length: 288 }, (_, n) => midnight + n * 300_000));
    }
    expect(world.items()).toEqual([]);
  });
});

test('a store that hides a refusal: what is shown is that no data came, and never that the patient denied', async () => {
  await ready(orderOf({ rules: [{ kind: 'missing', period: { value: 1, unit: 'd' } }] }));
  world.passMs(2 * 86_400_000);
  const patient = ref('Patient', JANE);
  const paths = ['/Task', `/Consent?patient=${patient}`, `/ServiceRequest?patient=${patient}`];
  const shown = (await Promise.all(paths.map(search))).flat();
  expect(world.items()).toMatchObject([{ kind: 'missing', status: 'new' }]);
  expect(JSON.stringify(shown)).toContain('"code":"missing"');
  expect(JSON.stringify(shown)).not.toMatch(/denied|rejected|refused/i);
});
