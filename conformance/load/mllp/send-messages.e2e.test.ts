import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { peekHeader } from '../../../contract/wire/hl7v2/message.ts';
import { frame, MllpFramer } from '../../../contract/wire/hl7v2/mllp.ts';
import { type RunClock, runClock } from '../../history/clock.ts';
import { answersOf, parseEvent } from '../events.ts';
import { planLoad } from '../plan-load.ts';
import { LoadProfile } from '../profile.ts';
import { sendMessages } from './send-messages.ts';

let server: Server | undefined;
afterEach(() => server?.close());

interface Way {
  readonly connections: number;
  readonly clock: RunClock;
  readonly signal: AbortSignal;
}

/** Sends so many messages to a receiver that answers each with this MSA-1, and gives the lines that tell of them. */
const linesOf = async (messages: number, code: () => string, way: Way): Promise<string[]> => {
  server = createServer((socket) => {
    const framer = new MllpFramer(1_000_000);
    socket.on('data', (chunk: Buffer) => {
      for (const { bytes } of framer.push(chunk))
        socket.write(
          frame(`MSH|^~\\&|R|F|G|H|20260303||ACK^R01^ACK|1|T|2.5.1\rMSA|${code()}|${peekHeader(bytes)?.text(10)}\r`),
        );
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const profile = LoadProfile.parse({
    patients: messages,
    readingsEach: 1,
    readingsPerSecond: 50,
    mix: { mllp: 1 },
    virtualUsers: 1,
    timeoutMs: 5000,
  });
  const { parameters, schedule } = planLoad(profile, {
    seed: 2,
    nonce: 'AB12',
    nowMs: Date.parse('2026-03-03T12:00:00Z'),
  });
  const lines: string[] = [];
  await sendMessages(
    {
      parameters,
      channel: 0,
      stages: schedule.stages[0] ?? [],
      host: '127.0.0.1',
      port: (server.address() as AddressInfo).port,
      sendingApplication: 'G',
      receivingApplication: 'R',
      facility: 'F',
      namespaces: {},
      connections: way.connections,
      timeoutMs: 5000,
      slowMs: 1000,
    },
    way.clock,
    (line) => lines.push(line),
    way.signal,
  );
  return lines;
};

/** What the readings of two messages count as that are answered so. */
const counted = async (code: string) => {
  const way = { connections: 2, clock: runClock(), signal: new AbortController().signal };
  const lines = await linesOf(2, () => code, way);
  return lines.map((line) => {
    const event = parseEvent(line);
    return event === undefined ? line : answersOf(event, 1)[0]?.outcome;
  });
};

test.each([
  ['AA', 'ok'],
  ['AE', 'refused'],
  ['Accepted', 'unknown'],
  ['A A', 'unknown'],
])('messages that are answered %j are each %s', async (code, outcome) =>
  expect(await counted(code)).toEqual([outcome, outcome]),
);

test('once it is aborted, what waits for a connection is not sent any more', async () => {
  const real = runClock();
  // A thousand times as fast, all of them are handed in before the first is there.
  const clock = { ...real, now: () => real.now() * 1000 };
  const aborting = new AbortController();
  let received = 0;
  const code = (): string => {
    received += 1;
    aborting.abort();
    return 'AA';
  };
  const lines = await linesOf(20, code, { connections: 1, clock, signal: aborting.signal });
  expect([received, lines.length]).toEqual([1, 1]);
});
