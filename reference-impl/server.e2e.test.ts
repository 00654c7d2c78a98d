import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { once } from 'node:events';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { EXAMPLES } from '../contract/wire/hl7v2/examples.ts';
import { signToken } from './api/auth/sign.ts';
import { type ReferenceOptions, type RunningReference, startReference } from './server.ts';
import { START } from './world.test-helper.ts';
import { newDatabase } from './store/new-database.test-helper.ts';

const KEY = '0123456789abcdef0123456789abcdef';
const running: RunningReference[] = [];
const startWith = async (over: Partial<ReferenceOptions>): Promise<RunningReference> => {
  const reference = await startReference({ databasePath: newDatabase(), tokenKey: KEY, stillAt: START, ...over });
  running.push(reference);
  return reference;
};
afterEach(async () => {
  for (const reference of running.splice(0)) await reference.close();
});

const token = (sub: string, role: 'ehr' | 'gateway'): string => signToken({ sub, role, exp: START / 1000 + 600 }, KEY);
const post = (base: string, type: string, body: object, role: 'ehr' | 'gateway' = 'ehr'): Promise<Response> =>
  fetch(`${base}/${type}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token('test', role)}`, 'content-type': 'application/fhir+json' },
    body: JSON.stringify(body),
  });
const patient = {
  resourceType: 'Patient',
  identifier: [{ system: 'urn:oid:2.999.1.1', value: 'MRN1001' }],
  name: [{ family: 'Doe', given: ['Jane'] }],
  gender: 'female',
  birthDate: '1970-01-15',
};

/** One HL7 v2 message over MLLP; the answer without its frame. */
const send = (port: number, segments: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`\v${segments.join('\r')}\r\x1c\r`));
    let answer = '';
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => {
      answer += text;
      if (answer.includes('\x1c')) {
        socket.destroy();
        resolve(answer.slice(1, answer.indexOf('\x1c')));
      }
    });
    socket.on('error', reject);
  });
const header = (sender: string, type: string): string =>
  `MSH|^~\\&|${sender}|RPM|GOODHEALTH|20260303120000.000+0000||${type}|MSG1|T|2.5.1|||||||UNICODE UTF-8`;

const reading = (sender: string): readonly string[] => [
  header(sender, 'ORU^R01^ORU_R01'),
  'PID|1||MRN1001^^^GOODHEALTH&2.999.1.1&ISO^MR',
  'OBR|1||R1^METER|41653-7^Glucose^LN|||20260303115900+0000',
  'OBX|1|NM|41653-7^Glucose^LN||212|mg/dL^mg/dL^UCUM|||||F|||20260303115900+0000',
];

describe.each([
  ['in one thread', false],
  ['with a thread of its own for what listens', true],
])('the reference as it runs, %s', (_how, frontThread) => {
  const start = (over: Partial<ReferenceOptions> = {}) => startWith({ frontThread, ...over });

  test('serves FHIR: a patient comes back, and nobody without a token gets in', async () => {
    const { fhirBase } = await start();
    expect((await fetch(`${fhirBase}/metadata`)).status).toBe(200);
    expect((await fetch(`${fhirBase}/Patient?identifier=x`)).status).toBe(401);
    expect((await post(fhirBase, 'Patient', patient)).status).toBe(201);
    expect((await post(fhirBase, 'Patient', patient)).status).toBe(200);
    expect((await post(fhirBase, 'Patient', patient, 'gateway')).status).toBe(403);
  });

  test('serves HL7 v2 to the senders it knows', async () => {
    const { hl7 } = await start();
    expect(await send(hl7.port, reading('GATEWAY|GOODHEALTH'))).toMatch(/MSA\|AE\|MSG1[\s\S]*patient-not-authorised/);
    expect(await send(hl7.port, reading('STRANGER|ELSEWHERE'))).toMatch(/MSA\|AR\|MSG1[\s\S]*unauthenticated/);
  });

  test('knows who sends the examples of the binding', async () => {
    const { hl7 } = await start();
    const sent = Object.entries(EXAMPLES).filter(([name]) => !/^(ack|alert)-/.test(name));
    expect(sent.length).toBeGreaterThan(15);
    const answers = await Promise.all(
      sent.map(async ([name, text]) => [name, await send(hl7.port, text.trimEnd().split('\r'))]),
    );
    const strangers = answers.filter(([, answer]) => answer?.includes('unauthenticated') !== false);
    expect(strangers).toEqual([]);
  });

  test('serves HL7 v2 to the senders that were agreed, and to no others', async () => {
    const client = { role: 'gateway', client: 'GW|NORTH' } as const;
    const { hl7 } = await start({ hl7Clients: { 'GW|NORTH': client } });
    expect(await send(hl7.port, reading('GW|NORTH'))).toMatch(/MSA\|AE\|MSG1[\s\S]*patient-not-authorised/);
    expect(await send(hl7.port, reading('GATEWAY|GOODHEALTH'))).toMatch(/MSA\|AR\|MSG1[\s\S]*unauthenticated/);
  });

  test('what came over one interface is there on the other, and after a restart', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'vitalproof-server-'));
    try {
      const databasePath = join(directory, 'data', 'reference.db');
      const first = await start({ databasePath });
      await post(first.fhirBase, 'Patient', patient);
      await running.pop()?.close();
      expect(statSync(join(directory, 'data')).mode & 0o777).toBe(0o700);
      const second = await start({ databasePath });
      expect((await post(second.fhirBase, 'Patient', patient)).status).toBe(200);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  test('listens on loopback and nowhere else', async () => {
    const reference = await start();
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ address, scopeid }) => address !== '127.0.0.1' && !scopeid);
    expect(new URL(reference.fhirBase).hostname).toBe('127.0.0.1');
    for (const { address } of others)
      for (const port of [Number(new URL(reference.fhirBase).port), reference.hl7.port]) {
        const socket = connect({ host: address, port });
        const outcome = await Promise.race([once(socket, 'connect'), once(socket, 'error')]).then(
          () => 'connected',
          (error: NodeJS.ErrnoException) => error.code,
        );
        socket.destroy();
        expect(outcome, address).toBe('ECONNREFUSED');
      }
  });

  test('leaves nothing running when it cannot start', async () => {
    await expect(start({ tokenKey: 'short' })).rejects.toThrow();
    const taken = await start();
    await expect(start({ hl7Port: taken.hl7.port })).rejects.toThrow(/EADDRINUSE/);
    const port = Number(new URL(taken.fhirBase).port);
    await running.pop()?.close();
    await expect(fetch(`http://127.0.0.1:${port}/fhir/metadata`)).rejects.toThrow();
  });

  test('puts collaborators that were handed in into the place of the built ones', async () => {
    const { fhirBase } = await start({ collaborators: { roleMay: () => false } });
    expect((await post(fhirBase, 'Patient', patient)).status).toBe(403);
  });

  test('tells the log of every answer, the last one too', async () => {
    const told: object[] = [];
    const log = { info: (what: object) => void told.push(what), error: () => {} };
    const { fhirBase } = await start({ log });
    await post(fhirBase, 'Patient', patient);
    await post(fhirBase, 'Patient', patient);
    await running.pop()?.close();
    const answers = told.filter((what) => 'status' in what);
    expect(answers).toMatchObject([
      { method: 'POST', at: '/fhir/Patient', status: 201 },
      { method: 'POST', at: '/fhir/Patient', status: 200 },
    ]);
  });

  test('answers what it has taken when it is told to end', async () => {
    const { fhirBase } = await start();
    const posts = Array.from({ length: 20 }, () => post(fhirBase, 'Patient', patient));
    await Promise.race(posts);
    const [answers] = await Promise.all([Promise.allSettled(posts), running.pop()?.close()]);
    const statuses = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value.status] : []));
    expect(statuses.length).toBeGreaterThan(0);
    expect(statuses.every((status) => status === 200 || status === 201)).toBe(true);
  });
});

test('a thread of its own has no time but that of the machine, or one that stands still', async () => {
  await expect(startWith({ frontThread: true, now: () => START })).rejects.toThrow('time of the machine');
});
