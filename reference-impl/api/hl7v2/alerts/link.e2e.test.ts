import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import tls from 'node:tls';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { encodeAck } from '../../../../contract/wire/hl7v2/ack.ts';
import { peekHeader } from '../../../../contract/wire/hl7v2/message.ts';
import { frame, MllpFramer, VT } from '../../../../contract/wire/hl7v2/mllp.ts';
import { withAuthority } from '../certificates.test-helper.ts';
import type { MutualTls } from '../socket-server.ts';
import { envelope, oru } from '../wire.test-helper.ts';
import { type Link, mllpLink } from './link.ts';

let theirs: MutualTls;
let ours: MutualTls;
let strangers: MutualTls;
beforeAll(() => {
  [theirs, ours] = withAuthority(({ issue }) => [issue('localhost'), issue('RPM')] as const);
  strangers = withAuthority(({ issue }) => issue('localhost'));
});

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

const ackTo = (bytes: Buffer, code: 'CA' | 'AA' = 'CA'): Buffer =>
  frame(encodeAck(peekHeader(bytes), { code }, envelope('R1', 'EHR|GOODHEALTH')));

const ackText = (sender: string, charset: string, id: string): string =>
  `MSH|^~\\&|${sender}|G|RPM|G|20260303130512+0000||ACK|R1|T|2.5.1||||||${charset}\rMSA|CA|${id}\r`;

/** Another system that does with each message as it is told. Gives its port and how many connections there were. */
const listen = async (
  onMessage: (socket: Socket, bytes: Buffer) => void,
  make: (take: (socket: Socket) => void) => Server = createServer,
) => {
  const seen = { connections: 0, port: 0 };
  const sockets = new Set<Socket>();
  const server = make((socket) => {
    const framer = new MllpFramer();
    seen.connections += 1;
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      for (const { bytes } of framer.push(chunk)) onMessage(socket, bytes);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  open.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  seen.port = (server.address() as AddressInfo).port;
  return seen;
};
const linkTo = (port: number, timeoutMs = 5000, mutual?: MutualTls): Link => {
  const link = mllpLink(
    { host: mutual === undefined ? '127.0.0.1' : 'localhost', port, ...(mutual && { tls: mutual }) },
    timeoutMs,
  );
  open.push(() => link.close());
  return link;
};
const codes = async (link: Link, ...ids: readonly string[]) => {
  const found: (string | undefined)[] = [];
  // oxlint-disable-next-line no-await-in-loop -- one message at a time is what a link is for
  for (const id of ids) found.push((await link.exchange(oru(id), id))?.code);
  return found;
};

describe('one message out, one acknowledgement back', () => {
  test('over one connection, however the answer is cut', async () => {
    const seen = await listen((socket, bytes) => {
      const ack = ackTo(bytes);
      socket.write(ack.subarray(0, 20));
      setImmediate(() => socket.write(ack.subarray(20)));
    });
    expect(await codes(linkTo(seen.port), 'M1', 'M2', 'M3')).toEqual(['CA', 'CA', 'CA']);
    expect(seen.connections).toBe(1);
  });

  test.each<[string, (socket: Socket, ack: Buffer) => void]>([
    ['at once', (socket, ack) => socket.end(ack)],
    [
      'a moment later',
      (socket, ack) => {
        socket.write(ack);
        setTimeout(() => socket.end(), 1);
      },
    ],
  ])('from one who closes after each acknowledgement, %s: no message has to wait for that', async (_when, reply) => {
    const seen = await listen((socket, bytes) => reply(socket, ackTo(bytes)));
    const ids = Array.from({ length: 50 }, (_, i) => `M${i}`);
    expect(new Set(await codes(linkTo(seen.port), ...ids))).toEqual(new Set(['CA']));
  });

  test('from one who closes in place of an answer, it is tried on one more connection, and no further', async () => {
    let messages = 0;
    const seen = await listen((socket, bytes) => {
      messages += 1;
      if (messages === 1) socket.write(ackTo(bytes));
      else socket.end();
    });
    const link = linkTo(seen.port);
    expect(await codes(link, 'M1', 'M2')).toEqual(['CA', undefined]);
    expect([messages, seen.connections]).toEqual([3, 2]);
    expect(await codes(link, 'M3')).toEqual([undefined]);
    expect([messages, seen.connections]).toEqual([4, 3]);
  });

  test('what is not the answer to this message is passed over', async () => {
    const seen = await listen((socket, bytes) => {
      socket.write(
        Buffer.concat([Buffer.from('noise'), frame('hello'), ackTo(Buffer.from(oru('OTHER'))), ackTo(bytes, 'AA')]),
      );
    });
    expect(await codes(linkTo(seen.port), 'M1', 'M2')).toEqual(['AA', 'AA']);
  });

  test.each([
    ['AE', 'AE'],
    ['CR', 'CR'],
    ['AA', undefined],
    ['CA', undefined],
  ] as const)('%s that names no message, of who could not read it, is %s', async (code, answer) => {
    const seen = await listen((socket) => {
      socket.write(frame(`MSH|^~\\&|EHR|G|RPM|G|20260303130512+0000||ACK|R1|T|2.5.1\rMSA|${code}|\r`));
    });
    expect(await codes(linkTo(seen.port, 200), 'M1')).toEqual([answer]);
  });

  test.each<[string, (id: string) => Buffer]>([
    ['with letters beyond ASCII that no set is said for', (id) => Buffer.from(ackText('Hôpital', '', id), 'utf8')],
    ['in another character set', (id) => Buffer.from(ackText('Hôpital', '8859/1', id), 'latin1')],
    ['with line feeds', (id) => Buffer.from(ackText('EHR', '', id).replaceAll('\r', '\n'))],
  ])('one %s is read for what it says', async (_how, answer) => {
    const seen = await listen((socket, bytes) => {
      socket.write(frame(answer(peekHeader(bytes)?.text(10) ?? '')));
    });
    expect(await codes(linkTo(seen.port, 300), 'M1', 'M2')).toEqual(['CA', 'CA']);
    expect(seen.connections).toBe(1);
  });

  test('the answer to a message that was given up is not taken for another one’s', async () => {
    const late: Buffer[] = [];
    const seen = await listen((socket, bytes) => {
      late.push(ackTo(bytes));
      if (late.length > 1) socket.write(Buffer.concat(late.splice(0)));
    });
    expect(await codes(linkTo(seen.port, 50), 'M1', 'M2')).toEqual([undefined, 'CA']);
    expect(seen.connections).toBe(2);
  });
});

describe('nothing comes', () => {
  test.each<[string, (socket: Socket, bytes: Buffer) => void]>([
    ['in time', () => {}],
    ['because the connection is closed', (socket) => socket.end()],
    ['because it is cut off', (socket) => socket.resetAndDestroy()],
    ['but half an answer', (socket, bytes) => socket.end(ackTo(bytes).subarray(0, 30))],
    ['but an answer without end', (socket) => void socket.write(Buffer.alloc(200_000, 'x').fill(VT, 0, 1))],
  ])('%s: undefined, and the next message is served', async (_what, act) => {
    let messages = 0;
    const seen = await listen((socket, bytes) => {
      messages += 1;
      if (messages === 1) act(socket, bytes);
      else socket.write(ackTo(bytes));
    });
    expect(await codes(linkTo(seen.port, 300), 'M1', 'M2')).toEqual([undefined, 'CA']);
  });

  test('nobody listens', async () => {
    const seen = await listen(() => {});
    for (const close of open.splice(0)) close();
    expect(await codes(linkTo(seen.port), 'M1', 'M2')).toEqual([undefined, undefined]);
  });

  test('the link is closed meanwhile, or was', async () => {
    const began = Promise.withResolvers<void>();
    const seen = await listen(() => began.resolve());
    const link = linkTo(seen.port, 600_000);
    const exchanged = link.exchange(oru('M1'), 'M1');
    await began.promise;
    link.close();
    expect(await exchanged).toBeUndefined();
    expect(await codes(link, 'M2')).toEqual([undefined]);
  });
});

describe('over mutual TLS', () => {
  const secure =
    (of: MutualTls) =>
    (take: (socket: Socket) => void): Server =>
      tls.createServer({ ...of, requestCert: true, rejectUnauthorized: true }, take).on('tlsClientError', () => {});

  test('between two that trust each other', async () => {
    const seen = await listen((socket, bytes) => void socket.write(ackTo(bytes)), secure(theirs));
    expect(await codes(linkTo(seen.port, 5000, ours), 'M1', 'M2')).toEqual(['CA', 'CA']);
    expect(seen.connections).toBe(1);
  });

  test('nothing is told to one that we do not trust, and nothing in plain text', async () => {
    const told: Buffer[] = [];
    const take = (_socket: Socket, bytes: Buffer) => void told.push(bytes);
    const stranger = await listen(take, secure(strangers));
    const plain = await listen(take);
    expect(await codes(linkTo(stranger.port, 1000, ours), 'M1')).toEqual([undefined]);
    expect(await codes(linkTo(plain.port, 300, ours), 'M1')).toEqual([undefined]);
    // The greeting of TLS has so much of chance in it that now and then some of it looks like a frame.
    expect(told.filter((bytes) => bytes.includes('MSH|'))).toEqual([]);
  });
});
