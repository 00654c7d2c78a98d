import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { VT, frame } from '../../../contract/wire/hl7v2/mllp.ts';
import type { Listener } from './listener.ts';
import { RecordingPipeline } from './recording-pipeline.test-helper.ts';
import { WireClient, oru, serve } from './wire.test-helper.ts';

let pipeline: RecordingPipeline;
let server: Listener;

beforeEach(async () => {
  pipeline = new RecordingPipeline();
  server = await serve(pipeline);
});
afterEach(() => server.close());

const three = (prefix: string) => ['1', '2', '3'].map((n) => `${prefix}${n}`);
const stream = (ids: readonly string[]): Buffer => Buffer.concat(ids.map((id) => frame(oru(id))));

/** Sends the pieces on one new connection and expects each message handled once, in order, with one ACK. */
const expectOnce = async (ids: readonly string[], ...pieces: readonly Buffer[]): Promise<void> => {
  const before = pipeline.filed.length;
  const client = await WireClient.to(server.port);
  await client.write(...pieces);
  await client.acks(ids.length);
  const acks = await client.finish();
  expect(acks.map(({ code, controlId }) => [code, controlId])).toEqual(ids.map((id) => ['AA', id]));
  expect(pipeline.filed.slice(before)).toEqual(ids);
};

describe('however TCP cuts the stream, each message is handled once and answered once', () => {
  test('cut in two at every byte', async () => {
    const length = stream(three('A0000')).length;
    for (let cut = 0; cut <= length; cut += 1) {
      const ids = three(`A${String(cut).padStart(4, '0')}`);
      const bytes = stream(ids);
      // oxlint-disable-next-line no-await-in-loop -- one cut after the other, on a connection of its own
      await expectOnce(ids, bytes.subarray(0, cut), bytes.subarray(cut));
    }
    expect(pipeline.calls.length).toBe(3 * (length + 1));
  });

  test('byte by byte', async () => {
    const ids = three('B');
    const bytes = stream(ids);
    await expectOnce(ids, ...Array.from(bytes, (_, index) => bytes.subarray(index, index + 1)));
  });

  test('all in one segment', async () => {
    const ids = three('C');
    await expectOnce(ids, stream(ids));
  });

  test('150 messages, one after the other, on one connection', async () => {
    const ids = Array.from({ length: 150 }, (_, index) => `D${index}`);
    await expectOnce(ids, ...ids.map((id) => frame(oru(id))));
  });

  test('more messages at once than may be in flight', async () => {
    const ids = Array.from({ length: 1000 }, (_, index) => `E${index}`);
    await expectOnce(ids, stream(ids));
  });
});

describe('what is not a message leaves the next one whole', () => {
  test('bytes before, between and behind frames', async () => {
    const garbage = Buffer.from('GET / HTTP/1.1\r\n\r\n\x1c\r\r\n');
    await expectOnce(['G1', 'G2'], garbage, frame(oru('G1')), garbage, frame(oru('G2')), garbage);
  });

  test('a message whose end is lost, then a good one', async () => {
    const cutOff = frame(oru('LOST')).subarray(0, 100);
    await expectOnce(['GOOD'], Buffer.concat([cutOff, frame(oru('GOOD'))]));
  });

  test('a start mark again and again', async () => {
    await expectOnce(['V1'], Buffer.concat([Buffer.alloc(50, VT), frame(oru('V1'))]));
  });

  test('a frame that holds no HL7 is answered AE malformed, and so is an empty one', async () => {
    const client = await WireClient.to(server.port);
    await client.write(frame('hello'), frame(''), frame(oru('AFTER')));
    const acks = await client.acks(3);
    expect(acks.map(({ code, controlId, refusal }) => [code, controlId, refusal])).toEqual([
      ['AE', '', 'malformed'],
      ['AE', '', 'malformed'],
      ['AA', 'AFTER', undefined],
    ]);
    await client.finish();
  });

  test('a connection that closes inside a message has no effect', async () => {
    const client = await WireClient.to(server.port);
    await client.write(frame(oru('HALF')).subarray(0, -1));
    expect(await client.finish()).toEqual([]);
    expect(pipeline.calls).toEqual([]);
  });

  test('a client that closes its side after the last message still gets its answer, though that takes a while', async () => {
    pipeline.onCall = () => new Promise((resolve) => setTimeout(resolve, 50, undefined));
    const client = await WireClient.to(server.port);
    client.socket.end(frame(oru('LAST')));
    expect((await client.acks(1)).map(({ controlId }) => controlId)).toEqual(['LAST']);
    await client.finish();
  });
});
