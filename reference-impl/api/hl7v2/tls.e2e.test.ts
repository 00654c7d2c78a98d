import { once } from 'node:events';
import net from 'node:net';
import tls from 'node:tls';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { frame } from '../../../contract/wire/hl7v2/mllp.ts';
import { withAuthority } from './certificates.test-helper.ts';
import type { Listener } from './listener.ts';
import { RecordingPipeline } from './recording-pipeline.test-helper.ts';
import type { MutualTls } from './socket-server.ts';
import { WireClient, gone, oru, serve } from './wire.test-helper.ts';

let ours: MutualTls;
let gateway: MutualTls;
let ehr: MutualTls;
let stranger: MutualTls;
let pipeline: RecordingPipeline;
let server: Listener;

beforeAll(() => {
  [ours, gateway, ehr] = withAuthority(({ issue }) => [issue('localhost'), issue('GATEWAY'), issue('EHR')] as const);
  stranger = withAuthority(({ issue }) => issue('GATEWAY'));
});
beforeEach(async () => {
  pipeline = new RecordingPipeline();
  server = await serve(pipeline, { tls: ours, idleTimeoutMs: 2000 });
});
afterEach(() => server.close());

const socketTo = (of: Partial<MutualTls>, more: tls.ConnectionOptions = {}) =>
  tls.connect({ host: '127.0.0.1', port: server.port, servername: 'localhost', ca: ours.ca, ...of, ...more });
const clientWith = async (of: MutualTls): Promise<WireClient> => {
  const socket = socketTo({ key: of.key, cert: of.cert });
  await once(socket, 'secureConnect');
  return WireClient.over(socket);
};
/** Whether a message that was sent ever had an effect, once the server has closed the connection. */
const refusedBy = async (socket: net.Socket): Promise<boolean> => {
  socket.on('error', () => socket.destroy());
  socket.write(frame(oru('M1')));
  socket.resume();
  await gone(socket);
  return pipeline.calls.length === 0;
};

describe('HL7 v2 over mutual TLS', () => {
  test('messages of a certified sender are handled as over TCP, several on one connection', async () => {
    const client = await clientWith(gateway);
    const bytes = frame(oru('M1'));
    await client.write(bytes.subarray(0, 50), bytes.subarray(50), Buffer.concat([frame(oru('M2')), frame(oru('M3'))]));
    expect((await client.acks(3)).map(({ code, controlId }) => `${code} ${controlId}`)).toEqual([
      'AA M1',
      'AA M2',
      'AA M3',
    ]);
    client.socket.destroy();
  });

  test('the certificate names the source that readings come from', async () => {
    const client = await clientWith(gateway);
    await client.write(frame(oru('M1')));
    await client.acks(1);
    const source = { system: 'https://vitalproof.example/fhir/sid/client', value: 'GATEWAY' };
    expect(pipeline.calls).toMatchObject([{ caller: { role: 'gateway', source } }]);
    client.socket.destroy();
  });

  test('a certificate lets nobody speak in another name, and is whose attempt it was', async () => {
    const client = await clientWith(ehr);
    await client.write(frame(oru('M1')));
    expect(await client.acks(1)).toMatchObject([{ code: 'AR', refusal: 'unauthenticated', place: 'MSH^1^3' }]);
    expect(pipeline.calls).toEqual([]);
    expect(pipeline.audited).toMatchObject([{ who: 'EHR', outcome: 'refused', refusal: 'unauthenticated' }]);
    client.socket.destroy();
  });

  test('without a certificate, with one of another authority, and in plain text: closed, and nothing done', async () => {
    expect(await refusedBy(socketTo({}))).toBe(true);
    expect(await refusedBy(socketTo({ key: stranger.key, cert: stranger.cert }))).toBe(true);
    expect(await refusedBy(net.connect({ host: '127.0.0.1', port: server.port }))).toBe(true);
    const client = await clientWith(gateway);
    await client.write(frame(oru('M2')));
    expect((await client.acks(1))[0]?.code).toBe('AA');
    client.socket.destroy();
  });

  test('an old version of TLS is refused', async () => {
    const old = socketTo({ key: gateway.key, cert: gateway.cert }, { maxVersion: 'TLSv1.1', minVersion: 'TLSv1.1' });
    expect(await refusedBy(old)).toBe(true);
  });

  test('the sender can tell that we are not who it wanted', async () => {
    const socket = socketTo({ key: gateway.key, cert: gateway.cert, ca: stranger.ca });
    const [error] = await once(socket, 'error');
    expect(String(error)).toMatch(/certificate|verify/);
  });

  test('who connects and says nothing is closed after the idle time, and holds up no closing before', async () => {
    const other = await serve(pipeline, { tls: ours, idleTimeoutMs: 100 });
    const silent = net.connect({ host: '127.0.0.1', port: other.port, allowHalfOpen: false });
    silent.on('error', () => silent.destroy());
    await once(silent, 'connect');
    await gone(silent);
    await other.close();
    const waiting = net.connect({ host: '127.0.0.1', port: server.port });
    waiting.on('error', () => waiting.destroy());
    await once(waiting, 'connect');
    await server.close();
    await gone(waiting);
  });

  test('who leaves before it has shown a certificate leaves its place at once', async () => {
    const other = await serve(pipeline, { tls: ours, idleTimeoutMs: 600_000 });
    const passing = net.connect({ host: '127.0.0.1', port: other.port, allowHalfOpen: true });
    passing.on('error', () => passing.destroy());
    await once(passing, 'connect');
    passing.end();
    await gone(passing);
    await other.close();
  });

  test('closing answers the message in hand', async () => {
    const [begun, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    pipeline.onCall = async () => {
      begun.resolve();
      await gate.promise;
      return undefined;
    };
    const client = await clientWith(gateway);
    await client.write(frame(oru('M1')));
    await begun.promise;
    const closed = server.close();
    gate.resolve();
    expect((await client.acks(1)).map(({ code, controlId }) => `${code} ${controlId}`)).toEqual(['AA M1']);
    await closed;
  });

  test('who sends nothing more may wait for its answers', async () => {
    const client = await clientWith(gateway);
    client.socket.end(frame(oru('M1')));
    expect((await client.acks(1))[0]?.code).toBe('AA');
    await gone(client.socket);
  });

  test('a key that does not fit is an error at the start', async () => {
    await expect(serve(pipeline, { tls: { ...ours, key: stranger.key } })).rejects.toThrow(/key|mismatch/i);
  });
});
