import { connect as connectPlain } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { BUS_PROTOCOL } from '../../../contract/wire/device-bus/messages.ts';
import type { Phone } from '../../history/lines.ts';
import { phoneCast } from '../../sender/phone-cast.ts';
import { type BusServer, startBus } from './bus-server.ts';
import { VirtualPhone } from './virtual-phone.ts';

let bus: BusServer;
let phone: VirtualPhone;
let count = 0;
const open: WebSocket[] = [];

beforeAll(async () => {
  bus = await startBus();
});
afterAll(async () => {
  for (const socket of open) socket.terminate();
  await bus.close();
});
beforeEach(() => {
  count += 1;
  const cast = phoneCast('N', `bus-${count}`);
  const described: Phone = {
    patient: cast.patient,
    source: 'gatt',
    order: {
      identifier: cast.order,
      measures: ['glucose'],
      period: { start: '2035-03-01T00:00:00Z', end: '2035-06-01T00:00:00Z' },
    },
    zone: 'UTC',
  };
  const now = '2035-03-04T08:00:00Z';
  phone = new VirtualPhone({ run: 'R', phone: described, cast, ehr: { fhir: 'http://ehr' }, token: `t${count}`, now });
  bus.add(phone);
});

interface Talk {
  send(message: object | string | Buffer): void;
  /** The next message; undefined when the bus has closed. */
  next(): Promise<Record<string, unknown> | undefined>;
}

const connect = async (url = bus.urlOf(phone)): Promise<Talk> => {
  const socket = new WebSocket(url, BUS_PROTOCOL);
  open.push(socket);
  const came: (Record<string, unknown> | undefined)[] = [];
  let wake: (() => void) | undefined;
  const take = (message: Record<string, unknown> | undefined): void => {
    came.push(message);
    wake?.();
  };
  socket.on('message', (data) => take(JSON.parse(String(data)) as Record<string, unknown>));
  socket.on('close', () => take(undefined));
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
  });
  return {
    send: (message) =>
      socket.send(typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message)),
    next: async () => {
      if (came.length === 0)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      return came.shift();
    },
  };
};

const hello = async (): Promise<Talk> => {
  const talk = await connect();
  talk.send({ n: 1, t: 'hello', bus: 1, token: phone.token });
  expect(await talk.next()).toMatchObject({ n: 1, t: 'welcome', re: 1, ehr: { fhir: 'http://ehr' } });
  return talk;
};

describe('hello', () => {
  test('is answered by who and what and where', async () => {
    await hello();
    expect(await phone.welcomed(1000)).toBe('idle');
  });
  test('with another token is told so, and the connection ends', async () => {
    const talk = await connect();
    talk.send({ n: 1, t: 'hello', bus: 1, token: 'wrong' });
    expect(await talk.next()).toMatchObject({ t: 'error', code: 'token' });
    expect(await talk.next()).toBeUndefined();
  });
  test('has to come first', async () => {
    const talk = await connect();
    talk.send({ n: 1, t: 'idle', upTo: 1 });
    expect(await talk.next()).toBeUndefined();
    expect(phone.problems).toEqual(['idle before hello']);
  });
  test('at an address of no phone finds nothing', async () => {
    await expect(connect(bus.urlOf(phone).replace(/\/bus\/.*/, '/bus/nobody'))).rejects.toThrow('404');
  });
});

describe('what the bus does not allow ends the connection and is on record', () => {
  test.each<[string, string | Buffer | object, string]>([
    ['a number left out', { n: 3, t: 'idle', upTo: 1 }, 'message 3 where 2 comes next'],
    ['no JSON', '{', 'one JSON object'],
    ['bytes', Buffer.from([1, 2]), 'a text of at most 64 KiB'],
    ['null', 'null', 'message undefined where 2 comes next'],
    ['a field of another kind', { n: 2, t: 'idle', upTo: 'all' }, 'idle: upTo'],
    ['bytes that are no pairs', { n: 2, t: 'write', h: 1, char: '2A52', hex: '0' }, 'write: hex'],
  ])('%s', async (_what, message, why) => {
    const talk = await hello();
    talk.send(message);
    expect(await talk.next()).toBeUndefined();
    expect(phone.problems.join()).toContain(why);
  });
});

describe('what it does not know it says', () => {
  test.each<[string, object, object]>([
    ['an unknown message', { t: 'dance' }, { t: 'error', re: 2, code: 'unknown-type' }],
    ['an unknown device', { t: 'connect', device: 'X' }, { t: 'error', re: 2, code: 'unknown-device' }],
    ['a handle that is not connected', { t: 'read', h: 9, char: '2A51' }, { t: 'error', re: 2, code: 'not-connected' }],
    [
      'a store that the phone lacks',
      { t: 'query', type: 'X', anchor: null, limit: 1 },
      { t: 'error', code: 'unknown-type' },
    ],
  ])('%s', async (_what, message, answer) => {
    const talk = await hello();
    talk.send({ n: 2, ...message });
    expect(await talk.next()).toMatchObject(answer);
    expect(phone.problems).toEqual([]);
  });
});

test('an address that is none is nobody there, and ends nothing', async () => {
  const { hostname, port } = new URL(bus.urlOf(phone));
  const socket = connectPlain(Number(port), hostname);
  socket.write('GET // HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
  const answer = await new Promise<string>((resolve, reject) => {
    socket.once('data', (data) => resolve(String(data)));
    socket.once('close', () => reject(new Error('closed without an answer')));
  });
  expect(answer).toMatch(/^HTTP\/1\.1 404 /);
  socket.destroy();
});

test('unknown fields are passed over, and time runs forward', async () => {
  const talk = await hello();
  phone.clock('2035-03-05T08:00:00Z');
  expect(await talk.next()).toMatchObject({ n: 2, t: 'clock', now: '2035-03-05T08:00:00Z' });
  talk.send({ n: 2, t: 'idle', upTo: 2, mood: 'good' });
  expect(await phone.settled(1000)).toBe('idle');
  expect(() => phone.clock('2035-03-04T08:00:00Z')).toThrow('forward');
});

test('who does not say idle is not waited for beyond the limit', async () => {
  await hello();
  phone.clock('2035-03-05T08:00:00Z');
  expect(await phone.settled(20)).toBe('silent');
});

test('a second connection takes the place of the first, and hears what was granted before', async () => {
  const first = await hello();
  phone.permission('glucose', 'granted');
  expect(await first.next()).toMatchObject({ t: 'permission' });
  const second = await hello();
  expect(await second.next()).toMatchObject({ t: 'permission', measure: 'glucose', status: 'granted' });
  expect(await first.next()).toBeUndefined();
});

test('who comes back hears of what was withdrawn in its absence', async () => {
  phone.permission('glucose', 'granted');
  const first = await hello();
  expect(await first.next()).toMatchObject({ t: 'permission', status: 'granted' });
  phone.cut();
  phone.permission('glucose', 'withdrawn');
  const again = await hello();
  expect(await again.next()).toMatchObject({ t: 'permission', measure: 'glucose', status: 'withdrawn' });
});
