import { once } from 'node:events';
import net, { type AddressInfo, type Socket } from 'node:net';
import { setImmediate as immediate } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { randomStream } from '../../simulator/random.ts';
import { runClock } from '../history/clock.ts';
import { type Proxy, startProxy } from './proxy.ts';
import { FAIR } from './weather.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed())
    // oxlint-disable-next-line no-await-in-loop -- the proxy before what it leads to
    await close();
});

/** A server that gives back what it gets, behind a proxy. `got` counts the bytes that reached it. */
const echoed = async (): Promise<{ proxy: Proxy; server: { got: number; sockets: Set<Socket> } }> => {
  const seen = { got: 0, sockets: new Set<Socket>() };
  const server = net.createServer({ allowHalfOpen: true }, (socket) => {
    seen.sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      seen.got += bytes.length;
      socket.write(bytes);
    });
    socket.on('end', () => socket.end());
  });
  server.listen({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  closers.push(async () => {
    for (const socket of seen.sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  const target = { host: '127.0.0.1', port: (server.address() as AddressInfo).port };
  const proxy = await startProxy({ target, seed: 1, name: 'echo', clock: runClock() });
  closers.push(() => proxy.close());
  return { proxy, server: seen };
};

const client = async ({ host, port }: Proxy): Promise<Socket> => {
  const socket = net.connect({ host, port, allowHalfOpen: true });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
};

const bytesOf = (seed: number, length: number): Buffer => {
  const draw = randomStream(seed, 'bytes');
  return Buffer.from(Array.from({ length }, () => draw.int(256)));
};

/** Once a socket is closed, in whatever way: `once` would throw what a reset is. */
const closed = (socket: Socket): Promise<void> => new Promise((resolve) => void socket.on('close', () => resolve()));

/** Sends and reads until the other side ends. */
const throughAndBack = async (socket: Socket, sent: Buffer): Promise<Buffer> => {
  const got: Buffer[] = [];
  socket.on('data', (bytes: Buffer) => got.push(bytes));
  socket.end(sent);
  await once(socket, 'end');
  return Buffer.concat(got);
};

const answerOf = async (socket: Socket, word: string): Promise<string> => {
  socket.write(word);
  const [bytes] = (await once(socket, 'data')) as [Buffer];
  return bytes.toString();
};

describe('what is sent through a proxy comes back byte for byte', () => {
  test.each([
    ['fair', {}],
    ['late', { latencyMs: 20 }],
    ['spread', { latencyMs: 1, jitterMs: 30 }],
    ['squeezed', { bytesPerSecond: 2_000_000 }],
  ])('in %s weather', async (_, weather) => {
    const { proxy } = await echoed();
    proxy.turn({ ...FAIR, ...weather });
    const sent = bytesOf(2, 300_000);
    expect((await throughAndBack(await client(proxy), sent)).equals(sent)).toBe(true);
  });

  test('also more than may be under way at once', async () => {
    const { proxy } = await echoed();
    proxy.turn({ ...FAIR, latencyMs: 5 });
    const sent = Buffer.concat([bytesOf(3, 65_536), Buffer.alloc(6 * 1024 * 1024, 7), bytesOf(4, 999)]);
    expect((await throughAndBack(await client(proxy), sent)).equals(sent)).toBe(true);
  });
});

test('latency is felt in both directions', async () => {
  const { proxy } = await echoed();
  const socket = await client(proxy);
  const clock = runClock();
  expect(await answerOf(socket, 'a')).toBe('a');
  proxy.turn({ ...FAIR, latencyMs: 60 });
  const from = clock.now();
  expect(await answerOf(socket, 'b')).toBe('b');
  expect(clock.now() - from).toBeGreaterThanOrEqual(120_000_000);
});

test('a rate is felt', async () => {
  const { proxy } = await echoed();
  const socket = await client(proxy);
  proxy.turn({ ...FAIR, bytesPerSecond: 10_000 });
  const clock = runClock();
  const sent = Buffer.alloc(2000, 1);
  expect((await throughAndBack(socket, sent)).length).toBe(2000);
  expect(clock.now()).toBeGreaterThanOrEqual(200_000_000);
});

test('over a partition nothing comes, and all of it afterwards', async () => {
  const { proxy, server } = await echoed();
  const socket = await client(proxy);
  expect(await answerOf(socket, 'before ')).toBe('before ');
  proxy.turn({ ...FAIR, road: 'held' });
  const told = once(socket, 'data');
  socket.write('during');
  // Another connection is made and as silent; by then the first one's bytes lie at the proxy.
  const other = await client(proxy);
  other.write('elsewhere');
  while (proxy.counts.connections < 2)
    // oxlint-disable-next-line no-await-in-loop -- one look after the other
    await immediate();
  expect(server.got).toBe('before '.length);
  proxy.turn(FAIR);
  expect(String((await told)[0])).toBe('during');
});

test('where nobody listens, connections end with a reset, open ones too', async () => {
  const { proxy } = await echoed();
  const socket = await client(proxy);
  expect(await answerOf(socket, 'a')).toBe('a');
  const torn = closed(socket);
  proxy.turn({ ...FAIR, road: 'refused' });
  await torn;
  const late = net.connect({ host: proxy.host, port: proxy.port });
  late.on('error', () => undefined);
  await closed(late);
  expect(proxy.counts).toMatchObject({ connections: 1, resets: 1, refused: 1 });
  proxy.turn(FAIR);
  expect(await answerOf(await client(proxy), 'b')).toBe('b');
});

test('a piece in weather that tears everything is lost, with its connection on both sides', async () => {
  const { proxy, server } = await echoed();
  const socket = await client(proxy);
  expect(await answerOf(socket, 'a')).toBe('a');
  proxy.turn({ ...FAIR, resetShare: 1 });
  const [theirs] = server.sockets;
  expect(theirs).toBeDefined();
  const both = [socket, theirs].map((side) => (side === undefined ? undefined : closed(side)));
  socket.write('lost');
  await Promise.all(both);
  expect(server.got).toBe(1);
  expect(proxy.counts.resets).toBe(1);
});

test('half open: the system sees the end, the harness sees nothing, and what it sends goes nowhere', async () => {
  const { proxy, server } = await echoed();
  const socket = await client(proxy);
  expect(await answerOf(socket, 'a')).toBe('a');
  const [theirs] = server.sockets;
  const gone = theirs === undefined ? Promise.reject(new Error('no connection reached the server')) : closed(theirs);
  expect(proxy.halfOpen()).toBe(1);
  await gone;
  socket.write('into the dark');
  // A new connection works, and has come and gone by the time the old one is looked at.
  expect(await answerOf(await client(proxy), 'b')).toBe('b');
  expect(socket.destroyed).toBe(false);
  expect(socket.readableEnded).toBe(false);
  expect(server.got).toBe(2);
  expect(proxy.counts.swallowed).toBe(1);
});

test('a system that is not there resets who calls', async () => {
  const spare = net.createServer().listen({ host: '127.0.0.1', port: 0 });
  await once(spare, 'listening');
  const { port } = spare.address() as AddressInfo;
  spare.close();
  await once(spare, 'close');
  const proxy = await startProxy({ target: { host: '127.0.0.1', port }, seed: 1, name: 'none', clock: runClock() });
  closers.push(() => proxy.close());
  const socket = net.connect({ host: proxy.host, port: proxy.port });
  socket.on('error', () => undefined);
  await closed(socket);
  expect(socket.destroyed).toBe(true);
});

test('more connections than it may have are refused, and counted', async () => {
  const { proxy: first } = await echoed();
  const target = { host: first.host, port: first.port };
  const proxy = await startProxy({ target, seed: 1, name: 'few', clock: runClock(), mostConnections: 1 });
  closers.push(() => proxy.close());
  const one = await client(proxy);
  expect(await answerOf(one, 'a')).toBe('a');
  const two = net.connect({ host: proxy.host, port: proxy.port });
  two.on('error', () => undefined);
  await closed(two);
  expect(proxy.counts.refused).toBe(1);
  expect(await answerOf(one, 'b')).toBe('b');
});

test('weather that there is not changes nothing', async () => {
  const { proxy } = await echoed();
  expect(() => proxy.turn({ ...FAIR, latencyMs: -1 })).toThrow('latencyMs -1');
  expect(proxy.weather).toBe(FAIR);
});
