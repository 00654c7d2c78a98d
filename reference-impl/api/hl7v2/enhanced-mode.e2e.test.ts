import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { refuse } from '../../../contract/refusal.ts';
import { frame } from '../../../contract/wire/hl7v2/mllp.ts';
import type { Listener } from './listener.ts';
import { RecordingPipeline } from './recording-pipeline.test-helper.ts';
import { WireClient, oru, parsed, serve } from './wire.test-helper.ts';

let pipeline: RecordingPipeline;
let server: Listener;
let client: WireClient;

beforeEach(async () => {
  pipeline = new RecordingPipeline();
  server = await serve(pipeline);
  client = await WireClient.to(server.port);
});
afterEach(async () => {
  client.socket.destroy();
  await server.close();
});

describe('enhanced mode', () => {
  const inMode = (message: string, commit: string, application: string): string =>
    message.replace('|2.5.1||||||', `|2.5.1|||${commit}|${application}||`);
  const codes = async (message: string, count: number): Promise<readonly string[]> => {
    await client.write(frame(message));
    return (await client.acks(count)).map(({ code, controlId, refusal = '' }) =>
      `${code} ${controlId} ${refusal}`.trim(),
    );
  };

  test('MSH-15 alone: the commit acknowledgement alone, after the commit', async () => {
    expect(await codes(inMode(oru('M1'), 'AL', 'NE'), 1)).toEqual(['CA M1']);
    expect(pipeline.filed).toEqual(['M1']);
  });

  test('both: the commit acknowledgement, then that of the application', async () => {
    expect(await codes(inMode(oru('M1'), 'AL', 'AL'), 2)).toEqual(['CA M1', 'AA M1']);
    pipeline.onCall = () => refuse('no-permission').refusal;
    expect((await codes(inMode(oru('M2'), 'AL', 'AL'), 4)).slice(2)).toEqual(['CA M2', 'AE M2 no-permission']);
  });

  test('what cannot be read is refused at once; what nobody wants to hear of is not said', async () => {
    expect(await codes(inMode(oru('M1'), 'NE', 'NE'), 0)).toEqual([]);
    expect(await codes(inMode(oru('M2'), 'AL', 'AL').replace('|T|', '|P|'), 1)).toEqual([
      'CR M2 unsupported-processing-id',
    ]);
    expect(pipeline.filed).toEqual(['M1']);
  });

  test('the same message again gets the same acknowledgements, byte for byte', async () => {
    const message = inMode(oru('M1'), 'AL', 'AL');
    await codes(message, 2);
    await codes(message, 4);
    const [first, second, third, fourth] = await client.rawAcks(4);
    expect([third, fourth]).toEqual([first, second]);
    expect(pipeline.filed).toEqual(['M1']);
  });

  test('a condition that is none is refused in original mode', async () => {
    await client.write(frame(inMode(oru('M1'), 'YES', 'AL')));
    expect(await client.acks(1)).toMatchObject([{ code: 'AE', refusal: 'bad-value', place: 'MSH^1^15' }]);
    expect(pipeline.calls).toEqual([]);
  });

  test('a message of 2.6 is acknowledged in 2.6', async () => {
    await client.write(frame(oru('M1').replace('|2.5.1|', '|2.6|')));
    expect((await client.rawAcks(1)).map((ack) => parsed(ack).header.text(12))).toEqual(['2.6']);
  });
});
