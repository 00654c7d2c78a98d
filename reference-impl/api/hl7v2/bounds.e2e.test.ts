import { once } from 'node:events';
import net from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FS, frame } from '../../../contract/wire/hl7v2/mllp.ts';
import type { Listener } from './listener.ts';
import { RecordingPipeline } from './recording-pipeline.test-helper.ts';
import type { Hl7ServerOptions } from './server.ts';
import { WireClient, gone, oru, serve } from './wire.test-helper.ts';

let pipeline: RecordingPipeline;
const servers: Listener[] = [];

const start = async (options: Partial<Hl7ServerOptions> = {}): Promise<number> => {
  const server = await serve(pipeline, options);
  servers.push(server);
  return server.port;
};

beforeEach(() => {
  pipeline = new RecordingPipeline();
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** A message padded with segments that nobody asks for. */
const padded = (id: string, bytes: number): string => {
  const message = oru(id);
  const line = `ZZZ|${'x'.repeat(995)}\r`;
  return message + line.repeat(Math.ceil((bytes - message.length) / line.length));
};

describe('size', () => {
  test('a message of 5 MB is handled', async () => {
    const client = await WireClient.to(await start());
    await client.write(frame(padded('BIG', 5_000_000)));
    expect((await client.acks(1)).map(({ code, controlId }) => [code, controlId])).toEqual([['AA', 'BIG']]);
  });

  test('a larger one than accepted is refused under its own control id before its end, and the next one is handled', async () => {
    const client = await WireClient.to(await start({ maxMessageBytes: 100_000 }));
    const oversize = frame(padded('TOOBIG', 300_000));
    await client.write(oversize.subarray(0, 200_000));
    const [refused] = await client.acks(1);
    expect(refused).toMatchObject({ code: 'AE', controlId: 'TOOBIG', refusal: 'too-large', error: '104' });
    await client.write(oversize.subarray(200_000), frame(oru('NEXT')));
    expect((await client.acks(2)).map(({ controlId }) => controlId)).toEqual(['TOOBIG', 'NEXT']);
    expect(pipeline.filed).toEqual(['NEXT']);
  });

  test('exactly the largest message is accepted, one byte more is not', async () => {
    const message = padded('EXACT', 5000);
    const port = await start({ maxMessageBytes: message.length });
    const client = await WireClient.to(port);
    await client.write(frame(message), frame(`${message}Z`));
    expect((await client.acks(2)).map(({ refusal }) => refusal)).toEqual([undefined, 'too-large']);
  });

  test('end marks that end nothing cost no memory of their own', async () => {
    const client = await WireClient.to(await start({ maxMessageBytes: 1_000_000 }));
    await client.write(Buffer.concat([frame(oru('FS')).subarray(0, 200), Buffer.alloc(2_000_000, FS)]));
    expect((await client.acks(1))[0]).toMatchObject({ refusal: 'too-large', controlId: 'FS' });
  });
});

describe('what all connections hold', () => {
  test('is bounded: a great message without room closes its connection, ordinary ones are answered, and what is let go makes room', async () => {
    const port = await start({ maxHeldBytes: 700_000 });
    // What a message begun takes doubles as it grows: half a megabyte each.
    const half = frame(padded('HALF', 350_000)).subarray(0, 300_000);
    const [first, second, small] = [await WireClient.to(port), await WireClient.to(port), await WireClient.to(port)];
    await first.write(half);
    // It has been read once an answer has come over a connection that was written to later.
    await small.write(frame(oru('BEFORE')));
    await small.acks(1);
    await second.write(half);
    await gone(second.socket);
    await small.write(frame(oru('SMALL')));
    expect((await small.acks(2)).map(({ code, controlId }) => [code, controlId])).toEqual([
      ['AA', 'BEFORE'],
      ['AA', 'SMALL'],
    ]);
    first.socket.destroy();
    await gone(first.socket);
    await small.write(frame(oru('AFTER')));
    await small.acks(3);
    const again = await WireClient.to(port);
    await again.write(frame(padded('GREAT', 350_000)));
    expect((await again.acks(1)).map(({ code }) => code)).toEqual(['AA']);
  });
});

describe('time', () => {
  test('a connection that completes no message is closed, though it sends bytes', async () => {
    const client = await WireClient.to(await start({ idleTimeoutMs: 100 }));
    const bytes = frame(oru('SLOW'));
    let sent = 0;
    const trickle = setInterval(() => client.socket.write(bytes.subarray(sent, (sent += 1))), 10);
    await gone(client.socket);
    clearInterval(trickle);
    expect(pipeline.calls).toEqual([]);
  });
});

describe('place and number', () => {
  test('it listens on 127.0.0.1 and nowhere else', async () => {
    const server = await serve(pipeline);
    servers.push(server);
    expect(server.host).toBe('127.0.0.1');
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ address, scopeid }) => address !== '127.0.0.1' && !scopeid)
      .map(({ address }) => address);
    for (const host of others) {
      const socket = net.connect({ host, port: server.port });
      // oxlint-disable-next-line no-await-in-loop -- one address after the other
      const outcome = await Promise.race([once(socket, 'connect'), once(socket, 'error')]).then(
        () => 'connected',
        (error: NodeJS.ErrnoException) => error.code,
      );
      socket.destroy();
      expect(outcome, host).toBe('ECONNREFUSED');
    }
  });

  test('a port that is taken is an error, not a crash', async () => {
    const port = await start();
    await expect(start({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  test('connections beyond the maximum are closed at once', async () => {
    const port = await start({ maxConnections: 2 });
    const [first, second] = [await WireClient.to(port), await WireClient.to(port)];
    const third = await WireClient.to(port);
    await gone(third.socket);
    await first.write(frame(oru('M1')));
    await second.write(frame(oru('M2')));
    expect((await first.acks(1))[0]?.code).toBe('AA');
    expect((await second.acks(1))[0]?.code).toBe('AA');
  });

  test('closing answers the message in hand and begins no other', async () => {
    const server = await serve(pipeline);
    const client = await WireClient.to(server.port);
    const committed = Promise.withResolvers<undefined>();
    const began = Promise.withResolvers<void>();
    pipeline.onCall = () => {
      began.resolve();
      return committed.promise;
    };
    await client.write(Buffer.concat([frame(oru('INHAND')), frame(oru('LATER'))]));
    await began.promise;
    const closed = server.close();
    committed.resolve(undefined);
    await closed;
    expect((await client.finish()).map(({ controlId }) => controlId)).toEqual(['INHAND']);
    expect(pipeline.filed).toEqual(['INHAND']);
  });
});
