import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { Order, Reading } from '../../contract/domain/index.ts';
import { peekHeader } from '../../contract/wire/hl7v2/message.ts';
import { frame, MllpFramer } from '../../contract/wire/hl7v2/mllp.ts';
import { runClock } from '../history/clock.ts';
import { EHR, gateway } from './actor.ts';
import { hl7Driver } from './hl7-driver.ts';
import { referenceProfile } from './profile.ts';

const patient = { system: 'urn:oid:2.999.1.1', value: 'MRN1' };
const reading: Reading = {
  identifier: { system: 'urn:example:meter-readings', value: 'R1' },
  patient,
  measure: 'glucose',
  code: { system: 'http://loinc.org', code: '41653-7' },
  status: 'final',
  effective: '2035-01-08T09:00:00-05:00',
  result: { kind: 'value', quantity: { value: '212', unit: 'mg/dL' } },
};
const order: Order = {
  identifier: { system: 'urn:example:ehr:placer', value: 'P1' },
  patient,
  measure: 'glucose',
  status: 'active',
  requester: { system: 'http://hl7.org/fhir/sid/us-npi', value: '1234567893' },
  responsible: { system: 'http://hl7.org/fhir/sid/us-npi', value: '1234567893' },
  authoredOn: '2035-01-08T08:00:00-05:00',
  period: { start: '2035-01-08T08:00:00-05:00', end: '2035-04-08T08:00:00-05:00' },
  unit: 'mg/dL',
  limits: [{ tier: 'reference', low: '70', high: '180' }],
  rules: [],
};

let server: Server | undefined;
const received: string[] = [];
afterEach(() => {
  server?.close();
  received.length = 0;
});

type Answer = (socket: Socket, controlId: string) => void;
const ack =
  (code: string, times = 1): Answer =>
  (socket, id) => {
    const text = `MSH|^~\\&|RPM|GOODHEALTH|EHR|GOODHEALTH|20260303120000+0000||ACK^R01^ACK|A1|T|2.5.1\rMSA|${code}|${id}\r`;
    socket.write(Buffer.concat(Array.from({ length: times }, () => frame(text))));
  };

const driverFor = async (answer: Answer, orders: 'OMG^O19' | 'ORM^O01' = 'OMG^O19') => {
  server = createServer((socket) => {
    const framer = new MllpFramer();
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      for (const { bytes } of framer.push(chunk)) {
        received.push(bytes.toString('utf8'));
        answer(socket, peekHeader(bytes)?.text(10) ?? '');
      }
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const profile = referenceProfile({ fhirBase: 'http://127.0.0.1:1/fhir', hl7: { host: '127.0.0.1', port } });
  if (profile.hl7 === undefined) throw new Error('no hl7');
  return hl7Driver(profile, { ...profile.hl7, orders }, runClock(), 'NONCE');
};

test('a reading goes as ORU^R01 from the gateway, under its own key and in its own patient’s name', async () => {
  const driver = await driverFor(ack('AA'));
  const done = await driver.perform({ op: 'reading.submit', reading }, gateway(patient));
  expect(done).toMatchObject({ outcome: 'ok', answer: { code: 'AA', correlated: true } });
  expect(done.settled).toBeGreaterThan(done.sent);
  expect(received[0]).toMatch(/^MSH\|\^~\\&\|GATEWAY\|GOODHEALTH\|RPM\|GOODHEALTH\|[^|]*\|\|ORU\^R01\^ORU_R01\|/);
  expect(received[0]?.split('|')[10]).toBe('T');
  expect(received[0]).toContain('R1^METER');
  expect(received[0]).toContain('MRN1^^^');
  expect(done.wire?.request).toBe(received[0]);
  await driver.close();
});

test('an order is sent new, held, released, changed and discontinued, in either message', async () => {
  for (const form of ['OMG^O19', 'ORM^O01'] as const) {
    received.length = 0;
    const driver = await driverFor(ack('AA'), form);
    await driver.perform({ op: 'order.submit', order }, EHR);
    const states: Order[] = [
      { ...order, status: 'on-hold' },
      order,
      { ...order, limits: [{ tier: 'reference', high: '160' }] },
      { ...order, limits: [{ tier: 'reference', high: '160' }], status: 'revoked' },
    ];
    for (const next of states) await driver.perform({ op: 'order.change', order: next }, EHR);
    expect(received.map((m) => /\rORC\|([A-Z]{2})/.exec(m)?.[1])).toEqual(['NW', 'HD', 'RL', 'XO', 'DC']);
    for (const message of received) expect(message).toContain(form);
    await driver.close();
    server?.close();
  }
});

test('control ids are short and never repeat', async () => {
  const driver = await driverFor(ack('AA'));
  await Promise.all(Array.from({ length: 30 }, () => driver.perform({ op: 'reading.submit', reading }, EHR)));
  const ids = received.map((m) => m.split('|')[9] ?? '');
  expect(new Set(ids).size).toBe(30);
  for (const id of ids) expect(id.length).toBeLessThanOrEqual(20);
  await driver.close();
});

test.each<[string, Answer, string]>([
  ['AE', ack('AE'), 'refused'],
  ['AR', ack('AR'), 'refused'],
  ['a closed connection', (socket) => socket.destroy(), 'unknown'],
  ['another message’s ACK', (socket) => ack('AA')(socket, 'OTHER'), 'unknown'],
  ['something else', (socket) => void socket.write(frame('hello')), 'unknown'],
])('%s', async (_what, answer, outcome) => {
  const driver = await driverFor(answer);
  const done = await driver.perform({ op: 'reading.submit', reading }, gateway(patient));
  expect(done.outcome).toBe(outcome);
  await driver.close();
});

test('two ACKs for one message are not one', async () => {
  const driver = await driverFor(ack('AA', 2));
  const first = await driver.perform({ op: 'reading.submit', reading }, gateway(patient));
  const second = await driver.perform({ op: 'reading.submit', reading }, gateway(patient));
  expect([first.answer.correlated, second.answer.correlated]).toContain(false);
  await driver.close();
});

test('what has no message is a mistake of ours, not an answer', async () => {
  const driver = await driverFor(ack('AA'));
  await expect(driver.perform({ op: 'audit.read', patient }, EHR)).rejects.toThrow(RangeError);
  await driver.close();
});

test('readings together are one message with a group each, its defect in its own', async () => {
  const driver = await driverFor(ack('AE'));
  const bundle = { id: 'b', kind: 'message' } as const;
  const second = { ...reading, identifier: { ...reading.identifier, value: 'R2' } };
  const done = await driver.together(
    [
      { op: 'reading.submit', reading, bundle },
      { op: 'reading.submit', reading: second, bundle, defect: { kind: 'unknown-unit', unit: 'mg%' } },
    ],
    gateway(patient),
  );
  expect(done.map((one) => one.outcome)).toEqual(['refused', 'refused']);
  expect(received).toHaveLength(1);
  const groups = received[0]?.split(/(?=OBR\|)/).slice(1) ?? [];
  expect(groups.map((group) => [group.includes('R2^METER'), group.includes('mg%')])).toEqual([
    [false, false],
    [true, true],
  ]);
  await driver.close();
});
