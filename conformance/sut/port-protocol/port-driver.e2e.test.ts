import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { Act, SubmitAct } from '../../history/lines.ts';
import { runClock } from '../../history/clock.ts';
import { EHR, gateway } from '../actor.ts';
import { parseProfile } from '../profile.ts';
import { reachable } from '../reachable.ts';
import { portDriver } from './port-driver.ts';

const patient = { system: 'urn:oid:2.999.1.1', value: 'MRN1' };
const reading: SubmitAct['reading'] = {
  identifier: { system: 'urn:example:meter', value: 'R1' },
  patient,
  measure: 'glucose',
  code: { system: 'http://loinc.org', code: '2339-0' },
  status: 'final',
  effective: '2035-01-08T09:00:00-05:00',
  result: { kind: 'value', quantity: { value: '7.0', unit: 'mmol/L' } },
};
const submit: Act = { op: 'reading.submit', reading };

interface Asked {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: { readonly [name: string]: unknown };
}
type Scripted = string | { readonly status: number; readonly body: string };

let server: Server | undefined;
const asked: Asked[] = [];
afterEach(async () => {
  asked.length = 0;
  await new Promise((resolve) => (server === undefined ? resolve(undefined) : server.close(resolve)));
  server = undefined;
});

const serve = async (answers: readonly Scripted[]): Promise<string> => {
  let next = 0;
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8') || '{}';
      asked.push({
        path: request.url ?? '',
        authorization: request.headers.authorization,
        body: JSON.parse(text) as Asked['body'],
      });
      const answer = answers[Math.min(next++, answers.length - 1)] ?? '';
      const { status, body } = typeof answer === 'string' ? { status: 200, body: answer } : answer;
      response.writeHead(status, { Connection: 'close' }).end(body);
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const performed = async (act: Act, ...answers: Scripted[]) => {
  const driver = portDriver({ base: await serve(answers) }, runClock(), {});
  const done = await driver.perform(act, act.op === 'reading.submit' ? gateway(patient) : EHR);
  await driver.close();
  return done;
};

describe('a call', () => {
  test('goes to its port with its input, and whose credentials to use; no digit is lost', async () => {
    const done = await performed(submit, '{"outcome":"ok","id":"r-7"}');
    expect(done).toMatchObject({ outcome: 'ok', answer: { code: 'ok', id: 'r-7' } });
    expect(asked).toEqual([
      {
        path: '/readings-in',
        authorization: undefined,
        body: { call: 'reading.submit', as: { role: 'gateway', subject: patient }, reading },
      },
    ]);
  });
  test.each<[string, SubmitAct['defect'], (sent: SubmitAct['reading']) => unknown, unknown]>([
    ['no offset', { kind: 'time-without-offset' }, (r) => r.effective, '2035-01-08T09:00:00'],
    [
      'a unit that is none',
      { kind: 'unknown-unit', unit: 'mgdl' },
      (r) => r.result,
      { kind: 'value', quantity: { value: '7.0', unit: 'mgdl' } },
    ],
    [
      'a number that is none',
      { kind: 'bad-number', text: '7x' },
      (r) => r.result,
      { kind: 'value', quantity: { value: '7x', unit: 'mmol/L' } },
    ],
  ])('carries %s as it is', async (_what, defect, part, expected) => {
    await performed(
      { op: 'reading.submit', reading, ...(defect === undefined ? {} : { defect }) },
      '{"outcome":"refused"}',
    );
    expect(part(asked[0]?.body['reading'] as SubmitAct['reading'])).toEqual(expected);
  });
  test('that is refused has the reason of the system', async () =>
    expect(await performed(submit, '{"outcome":"refused","refusal":"no-permission","text":"ask first"}')).toMatchObject(
      {
        outcome: 'refused',
        answer: { code: 'refused', refusal: 'no-permission', text: 'ask first', explained: true },
      },
    ));
  test.each<[string, Scripted, RegExp]>([
    ['HTML', '<html>', /not an answer/],
    ['nothing', '', /not an answer/],
    ['an outcome that is none', '{"outcome":"maybe"}', /not an answer: outcome/],
    ['an error', { status: 500, body: 'boom' }, /boom/],
    ['a redirection', { status: 302, body: '' }, /^$/],
  ])('answered with %s leaves open what was done', async (_what, answer, text) => {
    const done = await performed(submit, answer);
    expect(done.outcome).toBe('unknown');
    expect(done.answer.text).toMatch(text);
  });
  test('that reads says what it read, or nothing certain where one thing of it cannot be read', async () => {
    const read: Act = { op: 'reading.read', patient };
    const filed = { reading, version: 1, interpretation: ['N'], ranges: [], orders: [] };
    const whole = await performed(read, JSON.stringify({ outcome: 'ok', readings: [filed] }));
    expect(whole.output?.readings).toEqual([filed]);
  });
  test('that reads and is answered with a number for a text says nothing certain', async () => {
    const filed = { reading: { ...reading, result: { kind: 'value', quantity: { value: 7, unit: 'mmol/L' } } } };
    const spoilt = await performed(
      { op: 'reading.read', patient },
      JSON.stringify({ outcome: 'ok', readings: [filed] }),
    );
    expect(spoilt).toMatchObject({
      outcome: 'unknown',
      answer: { text: expect.stringContaining('readings.0.reading.result') as string },
    });
  });
});

describe('readings together', () => {
  const acts: SubmitAct[] = [1, 2].map((n) => ({
    op: 'reading.submit',
    reading: { ...reading, identifier: { ...reading.identifier, value: `R${n}` } },
    bundle: { id: 'b', kind: 'batch' },
  }));
  const together = async (answer: string) => {
    const driver = portDriver({ base: await serve([answer]) }, runClock(), {});
    const done = await driver.together(acts, gateway(patient));
    await driver.close();
    return done.map((one) => [one.outcome, one.answer.refusal]);
  };
  test('are answered one by one', async () => {
    const answers = [{ outcome: 'ok' }, { outcome: 'refused', refusal: 'future-time' }];
    expect(await together(JSON.stringify({ outcome: 'ok', answers }))).toEqual([
      ['ok', undefined],
      ['refused', 'future-time'],
    ]);
    expect(asked[0]?.body).toMatchObject({ call: 'reading.together', kind: 'batch' });
  });
  test('refused as a whole are refused each', async () =>
    expect(await together('{"outcome":"refused"}')).toEqual([
      ['refused', undefined],
      ['refused', undefined],
    ]));
  test('with an answer too few say nothing certain', async () =>
    expect((await together('{"outcome":"ok","answers":[{"outcome":"ok"}]}')).map(([outcome]) => outcome)).toEqual([
      'unknown',
      'unknown',
    ]));
});

describe('a look into the inbox', () => {
  const item = (value: string, more: object = {}) => ({
    updated: '2035-01-08T14:00:00.000Z',
    item: {
      identifier: { system: 's', value },
      version: 1,
      kind: 'abnormal',
      status: 'new',
      patient,
      order: { system: 'o', value: '1' },
      recipient: { system: 'c', value: '1' },
      ...more,
    },
  });
  const page = (items: object[], next?: string) =>
    JSON.stringify({ outcome: 'ok', items, ...(next === undefined ? {} : { next }) });
  const look = async (...answers: string[]) => {
    const driver = portDriver({ base: await serve(answers) }, runClock(), {});
    const seen = await driver.look({ since: '2035-01-01T00:00:00Z' }, EHR);
    await driver.close();
    return seen;
  };
  test('goes over all pages, asking from the stamp on', async () => {
    const seen = await look(page([item('a')], 'p2'), page([item('b')]));
    expect(seen.items.map((i) => i.identifier.value)).toEqual(['a', 'b']);
    expect(seen.complete).toBe(true);
    expect(asked.map(({ body }) => [body['since'], body['page']])).toEqual([
      ['2035-01-01T00:00:00Z', undefined],
      ['2035-01-01T00:00:00Z', 'p2'],
    ]);
    expect(seen.pages[0]?.resources[0]).toMatchObject({
      id: 's|a',
      meta: { versionId: '1', lastUpdated: '2035-01-08T14:00:00.000Z' },
    });
  });
  test('that goes round in circles proves nothing', async () =>
    expect((await look(page([item('a')], 'p'), page([item('b')], 'p'))).complete).toBe(false));
  test('with an item that cannot be read proves nothing, and shows the others', async () => {
    const seen = await look(page([item('a', { kind: 'shout' }), item('b')]));
    expect(seen.complete).toBe(false);
    expect(seen.items.map((i) => i.identifier.value)).toEqual(['b']);
    expect(seen.performed.answer.text).toContain('s|a/1: kind');
  });
});

describe('the first contact', () => {
  const hello = {
    ports: 1,
    system: { name: 'A', version: '1' },
    serves: ['inbox', 'orders'],
    now: '2035-01-08T14:00:00.000Z',
  };
  const contact = async (answer: Scripted, ports = 'orders: port-protocol, inbox: port-protocol') => {
    const absent = [
      'patients',
      'people',
      'permission',
      'readings-in',
      'readings-back',
      'inbox-acts',
      'messages',
      'audit',
    ];
    const text =
      `vitalproof: 1\nname: ACME\nversion: '1'\nrole: receiver\nscope: alerts\nenvironment: test\n` +
      `adapter: { base: '${await serve([answer])}', key: '\${ADAPTER_KEY}' }\n` +
      `ports: { ${ports}, ${absent.map((port) => `${port}: absent`).join(', ')} }\n`;
    return await reachable(parseProfile(text, 'acme.yaml'), runClock(), { ADAPTER_KEY: 'a secret' });
  };
  test('tells the clock of the system, and takes the key along', async () => {
    expect(await contact(JSON.stringify(hello))).toEqual({ origin: '2035-01-08T13:59:00.000Z' });
    expect(asked[0]).toMatchObject({ path: '/', authorization: 'Bearer a secret' });
  });
  test.each<[string, Scripted, number, RegExp]>([
    ['refuses the key', { status: 401, body: '' }, 69, /refuses the harness \(HTTP 401\)/],
    ['answers HTML', '<html>', 69, /does not answer at .*HTTP 200, /],
    ['answers 404', { status: 404, body: '' }, 69, /HTTP 404/],
    ['speaks another version', JSON.stringify({ ...hello, ports: 2 }), 69, /ports/],
    ['lacks a port', JSON.stringify({ ...hello, serves: ['inbox'] }), 65, /does not answer orders/],
  ])(
    'with an adapter that %s is no verdict',
    async (_what, answer, exitCode, message) =>
      await expect(contact(answer)).rejects.toMatchObject({
        exitCode,
        message: expect.stringMatching(message) as string,
      }),
  );
});
