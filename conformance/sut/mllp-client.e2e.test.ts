import { once } from 'node:events';
import net from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { encodeAck } from '../../contract/wire/hl7v2/ack.ts';
import { peekHeader } from '../../contract/wire/hl7v2/message.ts';
import { MllpFramer, VT, frame } from '../../contract/wire/hl7v2/mllp.ts';
import { MOST_EXTRA, connectMllp } from './mllp-client.ts';
import type { MllpClient } from './mllp-client.ts';

const message = (id: string): string =>
  `MSH|^~\\&|GATEWAY|HOME|RPM|GOODHEALTH|20260303080512-0500||ORU^R01^ORU_R01|${id}|T|2.5.1||||||UNICODE UTF-8\rPID|1\r`;

const ackTo = (text: string | Buffer, code: 'AA' | 'AE' | 'AR' = 'AA'): string =>
  encodeAck(
    peekHeader(text),
    { code },
    {
      sendingApplication: 'RPM',
      sendingFacility: 'G',
      receivingApplication: 'X',
      receivingFacility: 'Y',
      at: '2026-03-03T13:05:12.000Z',
      controlId: 'A1',
      processingId: 'T',
    },
  );

const cleanups: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup(); // oxlint-disable-line no-await-in-loop
});

/** A receiver that does with each message as told; counts connections. */
const receiver = async (onMessage: (text: string, socket: Socket) => void) => {
  const sockets = new Set<Socket>();
  const seen = { connections: 0, messages: [] as string[] };
  const server = net.createServer((socket) => {
    seen.connections += 1;
    sockets.add(socket);
    const framer = new MllpFramer();
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      for (const { bytes } of framer.push(chunk)) {
        const text = bytes.toString();
        seen.messages.push(peekHeader(text)?.text(10) ?? '');
        onMessage(text, socket);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanups.push(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  return { port: (server.address() as AddressInfo).port, seen };
};

const client = (port: number, timeoutMs = 5000): MllpClient => {
  const made = connectMllp({ host: '127.0.0.1', port, timeoutMs });
  cleanups.push(() => made.close());
  return made;
};

describe('an exchange', () => {
  test.each(['AA', 'AE', 'AR'] as const)('gives the acknowledgement %s with its bytes', async (code) => {
    const { port, seen } = await receiver((text, socket) => socket.write(frame(ackTo(text, code))));
    const mllp = client(port);
    const text = ackTo(message('M1'), code);
    expect(await mllp.exchange(message('M1'))).toEqual({ kind: 'ack', bytes: Buffer.from(text), text });
    expect(await mllp.exchange(Buffer.from(message('M2')))).toMatchObject({ kind: 'ack' });
    expect(seen).toEqual({ connections: 1, messages: ['M1', 'M2'] });
    expect(mllp.extraAcks()).toEqual([]);
  });

  test('an acknowledgement in pieces', async () => {
    const { port } = await receiver((text, socket) => {
      const bytes = frame(ackTo(text));
      socket.setNoDelay(true);
      for (const byte of bytes) socket.write(Buffer.from([byte]));
    });
    expect(await client(port).exchange(message('M1'))).toMatchObject({ kind: 'ack', text: ackTo(message('M1')) });
  });

  test('one message is outstanding at a time, in the order of the calls', async () => {
    let outstanding = 0;
    let most = 0;
    const { port, seen } = await receiver((text, socket) => {
      outstanding += 1;
      most = Math.max(most, outstanding);
      setImmediate(() => {
        outstanding -= 1;
        socket.write(frame(ackTo(text)));
      });
    });
    const mllp = client(port);
    const ids = Array.from({ length: 20 }, (_, index) => `M${index}`);
    const answers = await Promise.all(ids.map((id) => mllp.exchange(message(id))));
    expect(answers.map((answer) => answer.kind === 'ack' && answer.text)).toEqual(ids.map((id) => ackTo(message(id))));
    expect(most).toBe(1);
    expect(seen.messages).toEqual(ids);
  });

  test('a message without a control id is answered by an ACK without one', async () => {
    const { port } = await receiver((text, socket) => socket.write(frame(ackTo(text, 'AE'))));
    expect(await client(port).exchange('hello')).toMatchObject({ kind: 'ack' });
  });
});

describe('a receiver that closes the connection behind each acknowledgement', () => {
  const answersOf = async (mllp: MllpClient, count: number): Promise<readonly string[]> => {
    const ids = Array.from({ length: count }, (_, index) => `M${index}`);
    const answers = await Promise.all(ids.map((id) => mllp.exchange(message(id))));
    return answers.map(({ kind }) => kind);
  };

  test('costs one message at most, whose effect is not known; half of them, where that is not learnt', async () => {
    const { port, seen } = await receiver((text, socket) => socket.end(frame(ackTo(text))));
    const kinds = await answersOf(client(port), 100);
    expect(kinds.filter((kind) => kind !== 'ack').length).toBeLessThanOrEqual(1);
    expect(seen.messages.length).toBeGreaterThanOrEqual(99);
  });

  test('what one client has learnt another knows', async () => {
    const { port } = await receiver((text, socket) => socket.end(frame(ackTo(text))));
    const manners = { closesAfterEach: false };
    const clients = [1, 2].map(() => connectMllp({ host: '127.0.0.1', port, timeoutMs: 5000 }, manners));
    cleanups.push(async () => void (await Promise.all(clients.map((one) => one.close()))));
    const [first, second] = clients;
    if (first === undefined || second === undefined) throw new Error('two clients');
    await answersOf(first, 5);
    expect(manners.closesAfterEach).toBe(true);
    expect(await answersOf(second, 20)).toEqual(Array.from({ length: 20 }, () => 'ack'));
  });

  test('one that stops doing so keeps its connection again', async () => {
    let closes = true;
    const { port, seen } = await receiver((text, socket) => {
      if (closes) socket.end(frame(ackTo(text)));
      else socket.write(frame(ackTo(text)));
    });
    const mllp = client(port);
    await answersOf(mllp, 5);
    closes = false;
    const before = seen.connections;
    expect(await answersOf(mllp, 10)).toEqual(Array.from({ length: 10 }, () => 'ack'));
    expect(seen.connections - before).toBeLessThanOrEqual(1);
  });
});

describe('what proves nothing', () => {
  test('nobody listens', async () => {
    const { port } = await receiver(() => {});
    await cleanups.splice(0)[0]?.();
    expect(await client(port).exchange(message('M1'))).toMatchObject({ kind: 'unknown', why: 'connect' });
  });

  test('no answer in time; the next exchange has a connection of its own', async () => {
    const { port, seen } = await receiver((text, socket) => {
      if (seen.messages.length > 1) socket.write(frame(ackTo(text)));
    });
    const mllp = client(port, 100);
    expect(await mllp.exchange(message('M1'))).toEqual({ kind: 'unknown', why: 'timeout' });
    expect(await mllp.exchange(message('M2'))).toMatchObject({ kind: 'ack' });
    expect(seen.connections).toBe(2);
  });

  test('an answer without its end', async () => {
    const { port } = await receiver((text, socket) => socket.write(frame(ackTo(text)).subarray(0, -1)));
    expect(await client(port, 100).exchange(message('M1'))).toEqual({ kind: 'unknown', why: 'timeout' });
  });

  test.each(['end', 'destroy', 'resetAndDestroy'] as const)('the connection is closed instead: %s', async (how) => {
    const { port, seen } = await receiver((text, socket) => {
      if (seen.messages.length === 1) socket[how]();
      else socket.write(frame(ackTo(text)));
    });
    const mllp = client(port);
    expect(await mllp.exchange(message('M1'))).toEqual({ kind: 'unknown', why: 'closed' });
    expect(await mllp.exchange(message('M2'))).toMatchObject({ kind: 'ack' });
  });

  test("another message's control id", async () => {
    const { port } = await receiver((_text, socket) => socket.write(frame(ackTo(message('OTHER')))));
    expect(await client(port).exchange(message('M1'))).toMatchObject({
      kind: 'unknown',
      why: 'correlation',
      detail: 'MSA-2 is OTHER',
    });
  });

  test.each([
    ['no HL7', 'hello'],
    ['no MSA', message('X')],
    ['empty', ''],
  ])('%s', async (_what, text) => {
    const { port } = await receiver((_text, socket) => socket.write(frame(text)));
    expect(await client(port).exchange(message('M1'))).toMatchObject({
      kind: 'unknown',
      why: 'not-an-ack',
      bytes: Buffer.from(text),
    });
  });

  test('an answer without end', async () => {
    const { port } = await receiver((_text, socket) => {
      socket.write(Buffer.from([VT]));
      socket.write(Buffer.alloc(2_000_000, 'x'));
    });
    expect(await client(port).exchange(message('M1'))).toMatchObject({ kind: 'unknown', why: 'oversize' });
  });
});

const ids = (mllp: MllpClient) => mllp.extraAcks().map(({ controlId }) => controlId);

describe('extra acknowledgements', () => {
  test('a second one for the same message', async () => {
    const { port } = await receiver((text, socket) =>
      socket.write(Buffer.concat([frame(ackTo(text)), frame(ackTo(text))])),
    );
    const mllp = client(port);
    expect(await mllp.exchange(message('M1'))).toMatchObject({ kind: 'ack' });
    expect(ids(mllp)).toEqual(['M1']);
  });

  test('earlier messages answered again before the new one: told, and the right answer taken', async () => {
    const all: string[] = [];
    const { port } = await receiver((text, socket) => {
      all.push(text);
      socket.write(Buffer.concat(all.map((each) => frame(ackTo(each)))));
    });
    const mllp = client(port);
    for (const id of ['S1', 'S2', 'S3']) {
      // oxlint-disable-next-line no-await-in-loop -- one exchange after the other
      expect(await mllp.exchange(message(id))).toMatchObject({ kind: 'ack', text: ackTo(message(id)) });
    }
    expect(ids(mllp)).toEqual(['S1', 'S1', 'S2']);
  });

  test('are kept up to a bound', async () => {
    const { port } = await receiver((text, socket) => {
      socket.write(Buffer.concat(Array.from({ length: MOST_EXTRA + 50 }, () => frame(ackTo(text)))));
    });
    const mllp = client(port);
    await mllp.exchange(message('M1'));
    await mllp.exchange(message('M2'));
    expect(mllp.extraAcks().length).toBe(MOST_EXTRA);
  });
});

test('a connection that was idle beyond the time-out is still good', async () => {
  const { port, seen } = await receiver((text, socket) => socket.write(frame(ackTo(text))));
  const mllp = client(port, 50);
  await mllp.exchange(message('M1'));
  await new Promise((resolve) => setTimeout(resolve, 120));
  expect(await mllp.exchange(message('M2'))).toMatchObject({ kind: 'ack' });
  expect(seen.connections).toBe(1);
});
