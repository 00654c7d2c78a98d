import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { frame } from '../../contract/wire/hl7v2/mllp.ts';
import { runClock } from '../history/clock.ts';
import { playAgainst } from './against.ts';
import { MLLP_CASES } from './cases/index.ts';

const ack = (controlId: string, code = 'AA'): Buffer =>
  frame(`MSH|^~\\&|RPM|X|GATEWAY|X|20350108120000+0000||ACK^R01^ACK|A${controlId}|T|2.5.1\rMSA|${code}|${controlId}\r`);

const controlIdOf = (content: string): string => content.split('\r')[0]?.split('|')[9] ?? '';

type Answer = (socket: net.Socket, content: string) => void;
const plainly: Answer = (socket, content) => socket.write(ack(controlIdOf(content)));

/** Plays a case against a server that is given the bytes of a connection as they come. */
const judged = async (
  name: string,
  connection: (socket: net.Socket) => void,
): Promise<[verdict: string, why: string]> => {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    connection(socket);
  });
  server.listen({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const played = MLLP_CASES.get(name);
  if (played === undefined) throw new RangeError(`no case ${name}`);
  const { port } = server.address() as AddressInfo;
  try {
    const { verdict, why } = await playAgainst(
      played,
      { host: '127.0.0.1', port, clock: runClock(), waitMs: 600 },
      'T',
    );
    return [verdict, why];
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  }
};

/** Frames cut out of a stream that is kept whole; `answer` answers each. */
const framed =
  (answer: Answer) =>
  (socket: net.Socket): void => {
    let kept = '';
    socket.on('data', (chunk) => {
      kept += chunk.toString('latin1');
      for (let end = kept.indexOf('\u001C\r'); end >= 0; end = kept.indexOf('\u001C\r')) {
        const whole = kept.slice(0, end);
        kept = kept.slice(end + 2);
        answer(socket, whole.slice(whole.lastIndexOf('\u000B') + 1));
      }
    });
  };

/** Takes every chunk for a message. */
const byChunk = (socket: net.Socket): void => {
  socket.on('data', (chunk) => {
    const text = chunk.toString('latin1');
    if (text.startsWith('\u000B') && text.endsWith('\u001C\r')) plainly(socket, text.slice(1, -2));
  });
};

test.each([
  ['one-write', framed(plainly)],
  ['byte-by-byte', framed(plainly)],
  ['fifty-in-one-write', framed(plainly)],
  ['half-then-next', framed(plainly)],
  ['letters-between', framed(plainly)],
  ['half-then-closed', framed(plainly)],
])('%s: a server that reads a stream passes', async (name, connection) => {
  expect(await judged(name, connection)).toEqual(['PASS', '']);
});

test('a server that takes a chunk for a message never answers one that is cut, and that is proven', async () => {
  expect(await judged('end-mark-cut', byChunk)).toEqual([
    'FAIL',
    expect.stringMatching(/^HL7-0[12]: expected (exactly one ACK|answered: CR of the end mark comes later); /),
  ]);
});

test('a server that never answers anything is not decided: it may be down', async () => {
  expect(await judged('one-write', () => undefined)).toEqual(['INCONCLUSIVE', expect.any(String)]);
});

test('two answers for one message', async () => {
  const [verdict, why] = await judged(
    'one-write',
    framed((socket, content) => {
      plainly(socket, content);
      plainly(socket, content);
    }),
  );
  expect([verdict, why]).toEqual(['FAIL', expect.stringContaining('exactly one ACK, not 2')]);
});

test('an answer that names another message', async () => {
  const [verdict, why] = await judged(
    'one-write',
    framed((socket) => socket.write(ack('OTHER'))),
  );
  expect([verdict, why]).toEqual(['FAIL', expect.stringContaining('names no message of the connection')]);
});

test('a frame without HL7 that is accepted', async () => {
  const accepting = framed((socket, content) =>
    socket.write(ack(content.startsWith('MSH') ? controlIdOf(content) : '')),
  );
  expect(await judged('frame-without-hl7', accepting)).toEqual(['FAIL', expect.stringContaining('not AA')]);
});

test('a frame without HL7 that is refused', async () => {
  const refusing = framed((socket, content) =>
    content.startsWith('MSH') ? plainly(socket, content) : socket.write(ack('', 'AE')),
  );
  expect(await judged('frame-without-hl7', refusing)).toEqual(['PASS', '']);
});

test('half a message that is answered when the connection closes', async () => {
  const eager = (socket: net.Socket): void => {
    let kept = '';
    socket.on('data', (chunk) => {
      kept += chunk.toString('latin1');
    });
    socket.on('end', () => {
      if (kept.includes('MSH')) plainly(socket, kept.slice(1));
    });
    framed(plainly)(socket);
  };
  expect(await judged('end-missing-then-closed', eager)).toEqual(['FAIL', expect.stringContaining('never')]);
});

test('a server that closes instead of answering, and is there for others', async () => {
  const picky = framed((socket, content) => {
    if (content.includes('ZVP')) socket.destroy();
    else plainly(socket, content);
  });
  expect(await judged('unknown-segment', picky)).toEqual(['FAIL', expect.stringContaining('HL7-0')]);
});

test('modes that nobody asked about', async () => {
  expect((await judged('mode-al-ne', framed(plainly)))[0]).toBe('FAIL');
  expect((await judged('mode-ne-ne', framed(plainly)))[0]).toBe('FAIL');
  expect(await judged('mode-ne-al', framed(plainly))).toEqual(['PASS', '']);
});
