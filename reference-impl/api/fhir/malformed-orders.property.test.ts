import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as any from '../../../contract/wire/fhir/arbitraries.test-helper.ts';
import * as example from '../../../contract/wire/fhir/example-values.ts';
import { decodeOrder, encodeOrder } from '../../../contract/wire/fhir/order.ts';
import { registry } from '../../../contract/wire/fhir/registry.test-helper.ts';
import {
  isObject,
  type Json,
  type JsonObject,
  parseLossless,
  writeLossless,
} from '../../../contract/wire/json/lossless.ts';
import { createPipeline } from '../../app.ts';
import { EHR, must } from '../../world.test-helper.ts';
import { encodeStored } from './encode-stored.ts';
import { linksNow } from './links.test-helper.ts';
import { damage, soundOrder } from './malformed-orders.test-helper.ts';
import { factsOf, statedFrom } from './order-facts.test-helper.ts';

/** With those over HL7 v2 ten thousand where everything is checked; ORDER_SEED is another walk through it. */
const RUNS = Number(process.env['ORDER_RUNS'] ?? (process.env['CI'] === undefined ? 600 : 5000));
const SEED = Number(process.env['ORDER_SEED'] ?? 20_260_303);

const setUp = async () => {
  const pipeline = createPipeline({ databasePath: ':memory:', now: () => Date.parse('2026-03-03T13:05:12Z') });
  must(await pipeline.people.patient(EHR, example.patient));
  must(await pipeline.people.clinician(EHR, example.clinician));
  must(await pipeline.people.pool(EHR, example.pool));
  const { ref, identifierOf } = linksNow(pipeline, 'http://127.0.0.1:1/fhir');
  const counts = { accepted: 0, refused: 0, number: 0 };
  /** Sends a body; of what was accepted, the order as it is read back. */
  const submit = async (body: JsonObject): Promise<JsonObject | undefined> => {
    const order = decodeOrder(body, identifierOf);
    const done = order.ok ? await pipeline.orders.submit(EHR, order.value) : order;
    if (!done.ok) {
      expect([done.refusal.code, done.refusal.at]).toEqual([
        done.refusal.code,
        expect.stringMatching(/^ServiceRequest/),
      ]);
      counts.refused += 1;
      return undefined;
    }
    counts.accepted += 1;
    const kept = must(pipeline.read(EHR, 'ServiceRequest', done.value.stored.id));
    return encodeStored('ServiceRequest', kept as typeof done.value.stored, ref);
  };
  const identifier = () => ({ ...example.glucoseOrder.identifier, value: `PLC-${(counts.number += 1)}` });
  return { pipeline, ref, submit, counts, identifier };
};

const onTheWire = (resource: JsonObject): JsonObject => {
  const back: Json = parseLossless(writeLossless(resource));
  return isObject(back) ? back : {};
};

const compare = (sent: JsonObject, back: JsonObject): void => {
  expect(factsOf(onTheWire(back))).toEqual(factsOf(onTheWire(sent)));
  const from = statedFrom(onTheWire(sent));
  if (from !== undefined) expect(statedFrom(onTheWire(back))).toBe(from);
};

test('a sound order is accepted and reads back as it was written', async () => {
  const { pipeline, ref, submit, counts, identifier } = await setUp();
  await fc.assert(
    fc.asyncProperty(soundOrder, async (order) => {
      const sent = encodeOrder({ ...order, identifier: identifier() }, ref);
      const back = await submit(sent);
      compare(sent, back ?? {});
    }),
    { numRuns: 100, seed: SEED },
  );
  expect(counts.refused).toBe(0);
  await pipeline.close();
});

test(`${RUNS} orders that were damaged anywhere: each is refused at a place, or says after all what was written`, async () => {
  const { pipeline, ref, submit, counts, identifier } = await setUp();
  await fc.assert(
    fc.asyncProperty(soundOrder, damage, async (order, damaged) => {
      const sent = damaged(encodeOrder({ ...order, identifier: identifier() }, ref));
      const back = await submit(sent);
      if (back !== undefined) compare(sent, back);
    }),
    { numRuns: RUNS, seed: SEED },
  );
  // Both must have been met, or nothing has been tried.
  expect(counts.accepted).toBeGreaterThan(RUNS / 50);
  expect(counts.refused).toBeGreaterThan(RUNS / 2);
  await pipeline.close();
}, 600_000);

test('any order that the domain can hold is refused at a place, or kept as it was written', async () => {
  const { pipeline, ref, submit, counts, identifier } = await setUp();
  const people = [example.clinician.identifier, example.pool.identifier];
  await fc.assert(
    fc.asyncProperty(any.order, fc.nat(1), async (order, who) => {
      const recipient = people[who] ?? example.clinician.identifier;
      const known = {
        ...order,
        identifier: identifier(),
        patient: example.patient.identifier,
        requester: example.clinician.identifier,
        responsible: recipient,
        period: example.glucoseOrder.period,
        status: 'active' as const,
        rules: order.rules.map((rule) => ('recipient' in rule ? { ...rule, recipient } : rule)),
      };
      const { effectiveFrom: _, group: __, ...rest } = known;
      const sent = encodeOrder(rest, ref);
      const back = await submit(sent);
      if (back !== undefined) compare(sent, back);
    }),
    { numRuns: RUNS, seed: SEED },
  );
  expect(counts.accepted).toBeGreaterThan(RUNS / 100);
  expect(counts.refused).toBeGreaterThan(RUNS / 4);
  await pipeline.close();
}, 600_000);

test('the reading of facts notices every kind of difference', () => {
  const { ref } = registry();
  const sent = onTheWire(encodeOrder(example.weightOrder, ref));
  const text = writeLossless(sent);
  const differs = (from: string, to: string): boolean => {
    expect(text).toContain(from);
    const other = parseLossless(text.replace(from, to));
    return factsOf(sent).join('\n') !== factsOf(isObject(other) ? other : {}).join('\n');
  };
  expect(differs('"value":95.0', '"value":95.1')).toBe(true);
  expect(differs('"value":95.0', '"value":95')).toBe(false);
  expect(differs('"valueCode":"strict"', '"valueCode":"inclusive"')).toBe(true);
  expect(differs('"valueCode":"gain"', '"valueCode":"loss"')).toBe(true);
  expect(differs('"category":"reference"', '"category":"critical"')).toBe(true);
  expect(differs('"category":"reference"', '"gender":"female","category":"reference"')).toBe(true);
  expect(differs('"high":', '"low":')).toBe(true);
  expect(differs('"decimalPrecision":1', '"decimalPrecision":2')).toBe(true);
  expect(differs('"modifierExtension"', '"extension"')).toBe(true);
  expect(differs('"status":"active"', '"status":"active","asNeededBoolean":true')).toBe(true);
});
