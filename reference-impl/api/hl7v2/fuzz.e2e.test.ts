import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EXAMPLE_NAMESPACES, EXAMPLES } from '../../../contract/wire/hl7v2/examples.ts';
import { parseMessage } from '../../../contract/wire/hl7v2/message.ts';
import { CR, FS, frame, MllpFramer, VT } from '../../../contract/wire/hl7v2/mllp.ts';
import { decodeReadingMessage } from '../../../contract/wire/hl7v2/reading.ts';
import { createWorld, GATEWAY, must, type World } from '../../world.test-helper.ts';
import { damaged, FUZZ } from './damaged.test-helper.ts';
import type { Listener } from './listener.ts';
import { startHl7Server } from './server.ts';
import { WireClient } from './wire.test-helper.ts';

const CLIENTS = {
  'EHR|GOODHEALTH': { role: 'ehr', client: 'EHR' },
  'GATEWAY|HOME': { role: 'gateway', client: 'GATEWAY' },
  'PORTAL|HOME': { role: 'portal', client: 'PORTAL' },
} as const;
const TEN_SECONDS = 10_000;

let world: World;
let server: Listener;

beforeAll(async () => {
  world = await createWorld();
  world.setNow('2026-03-03T13:05:12Z');
  server = await startHl7Server(world.pipeline, {
    host: '127.0.0.1',
    port: 0,
    namespaces: EXAMPLE_NAMESPACES,
    clients: CLIENTS,
    maxMessageBytes: 100_000,
    idleTimeoutMs: TEN_SECONDS,
  });
  const client = await WireClient.to(server.port);
  for (const name of ['permission-granted', 'order-new', 'order-weight'])
    // oxlint-disable-next-line no-await-in-loop -- what must be there before
    await client.write(frame(EXAMPLES[name] ?? ''));
  expect((await client.acks(3)).map(({ code }) => code)).toEqual(['AA', 'AA', 'AA']);
  client.socket.destroy();
});
afterAll(async () => {
  await server.close();
  await world.pipeline.close();
});

/** Under an id of its own: a used one is refused before anything else of the message is looked at. */
const fresh: fc.Arbitrary<string> = fc
  .tuple(damaged, fc.nat({ max: 999_999_999 }))
  .map(([text, id]) => text.replace(/\|(?:RES|ORD|PER|PAT)0\d{4}\|/, `|F${id}|`));

/** A stream of damaged messages, with marks of MLLP where they do not belong, cut anywhere. */
const stream: fc.Arbitrary<readonly Buffer[]> = fc
  .record({
    messages: fc.array(fresh, { minLength: 1, maxLength: 4 }),
    marks: fc.array(fc.tuple(fc.nat(), fc.constantFrom(VT, FS, CR, 0x00, 0xff)), { maxLength: 3 }),
    cuts: fc.array(fc.nat(), { maxLength: 4 }),
  })
  .map(({ messages, marks, cuts }) => {
    const bytes = Buffer.concat(messages.map((message) => frame(message)));
    for (const [place, mark] of marks) bytes[place % bytes.length] = mark;
    const places = [0, ...cuts.map((cut) => cut % bytes.length).sort((a, b) => a - b), bytes.length];
    return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
  });

/** Readings that a frame states, by our own reading of it; none where it is not that kind of message. */
const readingsOf = (bytes: Buffer) => {
  const message = parseMessage(bytes);
  const readings = message.ok ? decodeReadingMessage(message.value, EXAMPLE_NAMESPACES) : message;
  return readings.ok ? readings.value : [];
};

const isThere = (identifier: { system: string; value: string }): boolean =>
  must(world.pipeline.readings.search(GATEWAY, { identifier, count: 1 })).entries.length === 1;

test(
  'whatever comes over a socket: it is answered or passed over, an accepted reading is there, and the next one is served',
  async () => {
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(stream, async (pieces) => {
        const frames = new MllpFramer(100_000).push(Buffer.concat(pieces));
        const client = await WireClient.to(server.port);
        await client.write(...pieces);
        const acks = await client.finish();
        // Two for a message at most: of the commit and of the application.
        expect(acks.length).toBeLessThanOrEqual(2 * frames.length);
        for (const { code, refusal } of acks) {
          expect(['AA', 'AE', 'AR', 'CA', 'CE', 'CR']).toContain(code);
          expect(refusal).not.toBe('unavailable');
        }
        if (acks.length !== frames.length) return;
        for (const [index, { code }] of acks.entries()) {
          if (code !== 'AA') continue;
          for (const { identifier, status } of readingsOf(frames[index]?.bytes ?? Buffer.alloc(0))) {
            // The erasure of what never came leaves nothing that a search would find.
            if (status === 'entered-in-error') continue;
            accepted += 1;
            expect(isThere(identifier)).toBe(true);
          }
        }
      }),
      { numRuns: Math.ceil(FUZZ.runs / 4), ...(FUZZ.seed === undefined ? {} : { seed: FUZZ.seed }) },
    );
    expect(accepted).toBeGreaterThan(0);
    const client = await WireClient.to(server.port);
    await client.write(frame(EXAMPLES['reading-weight']?.replace('RES00043', 'LAST') ?? ''));
    expect((await client.acks(1))[0]?.controlId).toBe('LAST');
    client.socket.destroy();
  },
  TEN_SECONDS * 6 + FUZZ.runs * 20,
);
