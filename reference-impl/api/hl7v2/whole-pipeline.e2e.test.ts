import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Identifier, Order, Patient, Reading } from '../../../contract/domain/index.ts';
import type { Ack } from '../../../contract/wire/hl7v2/ack.ts';
import type { Envelope } from '../../../contract/wire/hl7v2/envelope.ts';
import { frame } from '../../../contract/wire/hl7v2/mllp.ts';
import type { OrderControl } from '../../../contract/wire/hl7v2/order.ts';
import { encodeOrderMessage } from '../../../contract/wire/hl7v2/order.ts';
import { encodePatientMessage, type PatientEvent } from '../../../contract/wire/hl7v2/patient-message.ts';
import { encodePermissionMessage } from '../../../contract/wire/hl7v2/permission.ts';
import { encodeReadingMessage } from '../../../contract/wire/hl7v2/reading.ts';
import {
  createWorld,
  EHR,
  GATEWAY,
  JANE,
  JOHN,
  METER,
  must,
  orderOf,
  permissionOf,
  portalOf,
  readingOf,
  type World,
} from '../../world.test-helper.ts';
import type { Listener } from './listener.ts';
import { startHl7Server } from './server.ts';
import { NAMESPACES, WireClient } from './wire.test-helper.ts';

const CLIENTS = {
  'EHR|GOODHEALTH': { role: 'ehr', client: 'EHR' },
  'GATEWAY|HOME': { role: 'gateway', client: 'GATEWAY' },
  'PORTAL|HOME': { role: 'portal', client: 'PORTAL' },
} as const;

let world: World;
let server: Listener;
let client: WireClient;
let count = 0;

beforeEach(async () => {
  world = await createWorld();
  server = await startHl7Server(world.pipeline, {
    host: '127.0.0.1',
    port: 0,
    namespaces: NAMESPACES,
    clients: CLIENTS,
  });
  client = await WireClient.to(server.port);
  count = 0;
});
afterEach(async () => {
  client.socket.destroy();
  await server.close();
  await world.pipeline.close();
});

const from = (sender: keyof typeof CLIENTS): Envelope => {
  const [sendingApplication = '', sendingFacility = ''] = sender.split('|');
  const party = { sendingApplication, sendingFacility, receivingApplication: 'RPM', receivingFacility: 'GOODHEALTH' };
  return { ...party, at: '2026-03-03T08:05:12-05:00', controlId: `M${count + 1}`, processingId: 'T' };
};
const send = async (text: string): Promise<Ack> => {
  await client.write(frame(text));
  count += 1;
  const ack = (await client.acks(count))[count - 1];
  if (ack === undefined) throw new Error('no ACK');
  return ack;
};
const order = (of: Order, control: OrderControl = 'NW', previous?: Order) =>
  send(encodeOrderMessage(of, control, from('EHR|GOODHEALTH'), NAMESPACES, 'OMG^O19', previous));
const readings = (...of: readonly Reading[]) => send(encodeReadingMessage(of, from('GATEWAY|HOME'), NAMESPACES));
const permission = (
  status: 'granted' | 'withdrawn',
  sender: keyof typeof CLIENTS,
  at = '2026-03-03T07:00:00-05:00',
  patient = JANE,
) => send(encodePermissionMessage({ patient, measure: 'glucose', status, at }, from(sender), NAMESPACES));

const kinds = () => world.items().map(({ kind, status, withdrawal }) => [kind, status, withdrawal]);
const filed = () =>
  must(world.pipeline.readings.search(GATEWAY, { patient: JANE, count: 100 })).entries.map(({ body }) => body.reading);
const ready = async (of: Order = orderOf()) => {
  expect(await order(of)).toMatchObject({ code: 'AA' });
  expect(await permission('granted', 'PORTAL|HOME', '2026-03-01T10:00:00-05:00')).toMatchObject({ code: 'AA' });
};

describe('patients', () => {
  const identifier = { system: 'urn:oid:2.999.1.1', value: 'MRN7' };
  const joan: Patient = { identifier, family: 'Müller', given: 'Joan', gender: 'female', birthDate: '1970-01-15' };
  const tell = (of: Patient, event: PatientEvent, sender: keyof typeof CLIENTS = 'EHR|GOODHEALTH') =>
    send(encodePatientMessage(of, event, from(sender), NAMESPACES));

  test('added, told again, changed; and by the hospital alone', async () => {
    expect(await order(orderOf({ patient: identifier }))).toMatchObject({ refusal: 'patient-not-authorised' });
    expect(await tell(joan, 'A28', 'GATEWAY|HOME')).toMatchObject({ code: 'AE', refusal: 'scope' });
    expect(world.pipeline.people.find('Patient', identifier)).toBeUndefined();
    expect(await tell(joan, 'A28')).toMatchObject({ code: 'AA' });
    expect(await tell(joan, 'A04')).toMatchObject({ code: 'AA' });
    expect(await tell({ ...joan, family: 'Meier' }, 'A08')).toMatchObject({ code: 'AA' });
    expect(world.pipeline.people.find('Patient', identifier)).toMatchObject({ version: 2, body: { family: 'Meier' } });
    expect(await order(orderOf({ patient: identifier }))).toMatchObject({ code: 'AA' });
  });
});

describe('permission', () => {
  test('granted, withdrawn and granted again, by the patient’s sender alone', async () => {
    expect(await order(orderOf())).toMatchObject({ code: 'AA' });
    expect(await readings(readingOf('120'))).toMatchObject({ code: 'AE', refusal: 'no-permission' });
    expect(await permission('granted', 'GATEWAY|HOME')).toMatchObject({ code: 'AE', refusal: 'scope' });
    expect(await permission('granted', 'PORTAL|HOME')).toMatchObject({ code: 'AA' });
    expect(await readings(readingOf('120'))).toMatchObject({ code: 'AA' });
    expect(await permission('withdrawn', 'PORTAL|HOME', '2026-03-03T07:01:00-05:00')).toMatchObject({ code: 'AA' });
    expect(await readings(readingOf('121'))).toMatchObject({ code: 'AE', refusal: 'no-permission' });
    expect(await permission('granted', 'PORTAL|HOME', '2026-03-03T07:02:00-05:00')).toMatchObject({ code: 'AA' });
    expect(await readings(readingOf('122'))).toMatchObject({ code: 'AA' });
  });

  test('is of each of two patients whom two hospitals gave the same number', async () => {
    const namesake = { system: 'urn:oid:2.999.1.2', value: JANE.value };
    const names = { family: 'Roe', given: 'Ann', gender: 'unknown', birthDate: '1980-01-15' } as const;
    must(await world.pipeline.people.patient(EHR, { identifier: namesake, ...names }));
    const at = '2026-03-03T07:00:00-05:00';
    expect(await permission('granted', 'PORTAL|HOME', at)).toMatchObject({ code: 'AA' });
    expect(await permission('granted', 'PORTAL|HOME', at, namesake)).toMatchObject({ code: 'AA' });
    const later = '2026-03-03T07:01:00-05:00';
    expect(await permission('withdrawn', 'PORTAL|HOME', later, namesake)).toMatchObject({ code: 'AA' });
    const statusOf = (patient: Identifier) =>
      must(world.pipeline.permissions.search(EHR, patient)).map(({ body }) => body.status);
    expect([statusOf(JANE), statusOf(namesake)]).toEqual([['granted'], ['withdrawn']]);
  });

  test('is the one that came by another wire', async () => {
    must(await world.pipeline.permissions.set(portalOf(JANE), permissionOf()));
    expect(await permission('withdrawn', 'PORTAL|HOME')).toMatchObject({ code: 'AA' });
    const [only, ...more] = must(world.pipeline.permissions.search(EHR, JANE));
    expect([only?.body.identifier, only?.body.status, more]).toEqual([permissionOf().identifier, 'withdrawn', []]);
  });
});

describe('readings', () => {
  test('a correction withdraws, an erasure takes back, and neither asks for order or permission', async () => {
    await ready();
    const high = readingOf('305', 'mg/dL', { device: METER });
    expect(await readings(high)).toMatchObject({ code: 'AA' });
    expect(kinds()).toEqual([['critical', 'new', undefined]]);
    await permission('withdrawn', 'PORTAL|HOME');
    const lower: Reading = {
      ...high,
      status: 'corrected',
      result: { kind: 'value', quantity: { value: '171', unit: 'mg/dL' } },
    };
    expect(await readings(lower)).toMatchObject({ code: 'AA' });
    expect(kinds()).toEqual([
      ['critical', 'withdrawn', 'corrected-otherwise'],
      ['abnormal', 'new', undefined],
    ]);
    expect(await readings({ ...lower, status: 'entered-in-error' })).toMatchObject({ code: 'AA' });
    expect(kinds().at(-1)).toEqual(['abnormal', 'withdrawn', 'entered-in-error']);
    expect(await readings(high)).toMatchObject({ code: 'AA' });
    expect(filed()).toMatchObject([{ status: 'entered-in-error', result: lower.result }]);
  });

  test('the erasure of what never came takes its key', async () => {
    await ready();
    const gone = readingOf('120');
    expect(await readings({ ...gone, status: 'entered-in-error' })).toMatchObject({ code: 'AA' });
    expect(await readings(gone)).toMatchObject({ code: 'AE', refusal: 'identifier-conflict', place: 'OBR^1^3' });
  });

  test('preliminary, then final: a correction', async () => {
    await ready();
    const first = readingOf('305', 'mg/dL', { status: 'preliminary' });
    await readings(first);
    expect(await readings({ ...first, status: 'final' })).toMatchObject({ code: 'AA' });
    expect(filed()).toMatchObject([{ status: 'final' }]);
    expect(world.items().length).toBe(1);
  });

  test('one bad reading of several leaves nothing behind, and is named', async () => {
    await ready();
    const future = readingOf('305', 'mg/dL', { effective: '2026-03-09T07:00:00-05:00' });
    const ack = await readings(readingOf('305'), future, readingOf('120'));
    expect(ack).toMatchObject({ code: 'AE', refusal: 'future-time', place: 'OBX^2^14' });
    expect([filed(), kinds()]).toEqual([[], []]);
  });

  test('each by its meal context; off the scale; failed; of the control solution', async () => {
    await ready(orderOf({ limits: [...orderOf().limits, { tier: 'reference', high: '180', context: 'post-meal' }] }));
    await readings(readingOf('171', 'mg/dL', { mealContext: 'post-meal' }));
    expect(kinds()).toEqual([]);
    await readings(readingOf('171', 'mg/dL', { mealContext: 'post-meal', furtherContexts: ['bedtime'] }));
    expect(kinds()).toEqual([['abnormal', 'new', undefined]]);
    await readings(readingOf('0', 'mg/dL', { result: { kind: 'off-scale', direction: 'high' } }));
    expect(world.items().at(-1)).toMatchObject({ kind: 'critical', interpretation: ['HH'] });
    expect(await readings(readingOf('0', 'mg/dL', { result: { kind: 'absent', reason: 'error' } }))).toMatchObject({
      code: 'AA',
    });
    const control = readingOf('120', 'mg/dL', { code: { system: 'urn:iso:std:iso:11073:10101', code: '160208' } });
    expect(await readings(control)).toMatchObject({ code: 'AE', refusal: 'control-solution', place: 'OBX^1^3' });
    expect(world.items().length).toBe(2);
  });

  test('PCD-01: the memory of a meter sent twice is filed once', async () => {
    await ready();
    const message = (key: string) =>
      [
        `MSH|^~\\&|GATEWAY|HOME|RPM||20260303080512-0500||ORU^R01^ORU_R01|P-${key}|T|2.6||||||UNICODE UTF-8|||IHE_PCD_001^IHE PCD^1.3.6.1.4.1.19376.1.6.4.1^ISO`,
        'PID|||MRN1001^^^X&2.999.1.1&ISO^MR||Doe^Jane^^^^^L',
        `OBR|1||${key}^METER|182777000^monitoring of patient^SNOMED-CT|||20260303065900-0500`,
        'OBX|1|CWE|68220^MDC_TIME_SYNC_PROTOCOL^MDC|0.0.0.1|532224^MDC_TIME_SYNC_NONE^MDC||||||R',
        'OBX|2||528401^MDC_DEV_SPEC_PROFILE_GLUCOSE^MDC|1|||||||X|||||||0123456789ABCDEF^^0123456789ABCDEF^EUI-64',
        'OBX|3|NM|160184^MDC_CONC_GLU_CAPILLARY_WHOLEBLOOD^MDC|1.0.0.1|212|264274^MDC_DIM_MILLI_G_PER_DL^MDC|||||R|||20260303065900-0500',
      ].join('\r');
    expect(await send(message('K1'))).toMatchObject({ code: 'AA', controlId: 'P-K1' });
    expect(await send(message('K2'))).toMatchObject({ code: 'AA', controlId: 'P-K2' });
    expect(filed().length).toBe(1);
    expect(kinds()).toEqual([['abnormal', 'new', undefined]]);
  });
});

describe('orders', () => {
  test('a change holds from now on; a delta, an unknown order, an unknown control are refused', async () => {
    await ready();
    const wider = orderOf({ limits: [{ tier: 'reference', high: '250' }] });
    const delta = await order(wider, 'XO');
    expect(delta).toMatchObject({ code: 'AE', refusal: 'missing-element' });
    expect(delta.text).toContain('CRIT.HI');
    expect(await order(wider, 'XO', orderOf())).toMatchObject({ code: 'AA' });
    world.passMs(60_000);
    await readings(readingOf('212', 'mg/dL', { effective: '2026-03-03T07:00:30-05:00' }));
    expect(kinds()).toEqual([]);
    const other = { system: 'urn:example:ehr:placer', value: 'PLC-9' };
    expect(await order({ ...wider, identifier: other }, 'XO')).toMatchObject({ refusal: 'order-unknown' });
    const text = encodeOrderMessage(wider, 'NW', from('EHR|GOODHEALTH'), NAMESPACES, 'OMG^O19');
    expect(await send(text.replace('ORC|NW', 'ORC|RP'))).toMatchObject({
      code: 'AE',
      refusal: 'field-not-understood',
      place: 'ORC^1^1',
    });
  });

  test.each(['GATEWAY|HOME', 'PORTAL|HOME'] as const)(
    '%s changes none, and is told nothing of those that there are',
    async (sender) => {
      await ready();
      const other = { system: 'urn:example:ehr:placer', value: 'PLC-9' };
      const of = orderOf({ limits: [{ tier: 'reference', high: '250' }] });
      const told = new Set<string | undefined>();
      for (const control of ['XO', 'HD'] as const) {
        for (const one of [of, { ...of, identifier: other }, { ...of, patient: JOHN }]) {
          // oxlint-disable-next-line no-await-in-loop -- one connection, one after the other
          const ack = await send(encodeOrderMessage(one, control, from(sender), NAMESPACES, 'OMG^O19'));
          expect(ack).toMatchObject({ code: 'AE', refusal: 'scope' });
          told.add(ack.text);
          expect(ack.place).toBeUndefined();
        }
      }
      expect(told.size).toBe(1);
      expect(world.pipeline.orders.find(orderOf().identifier)?.version).toBe(1);
    },
  );

  test('held, released and discontinued', async () => {
    await ready();
    expect(await order(orderOf(), 'HD')).toMatchObject({ code: 'AA' });
    world.passMs(60_000);
    const later = (value: string, second: string) =>
      readingOf(value, 'mg/dL', { effective: `2026-03-03T07:00:${second}-05:00` });
    expect(await readings(later('212', '30'))).toMatchObject({ refusal: 'no-active-order' });
    expect(await order(orderOf(), 'RL')).toMatchObject({ code: 'AA' });
    expect(await order(orderOf(), 'CA')).toMatchObject({ code: 'AA' });
    expect(await order(orderOf(), 'DC')).toMatchObject({ code: 'AA' });
    expect(world.pipeline.orders.find(orderOf().identifier)?.body.status).toBe('revoked');
    expect(await order(orderOf(), 'HD')).toMatchObject({ code: 'AE', refusal: 'illegal-transition', place: 'ORC^1^1' });
  });

  test('a phone that cannot serve is told when ordering', async () => {
    const ack = await order(orderOf());
    expect(ack).toMatchObject({ code: 'AA', warnings: ['phone-not-eligible'] });
    expect(ack.refusal).toBeUndefined();
  });
});
