import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as example from '../../../contract/wire/fhir/example-values.ts';
import { encodeOrder } from '../../../contract/wire/fhir/order.ts';
import { encodeAdvance } from '../../../contract/wire/fhir/parameters.ts';
import { createPipeline } from '../../app.ts';
import type { Pipeline } from '../../pipeline.ts';
import { linksNow } from './links.test-helper.ts';
import { anyChange, mutated } from './mutate.test-helper.ts';
import { type Seeded, startSeeded, TOKEN } from './seeded.test-helper.ts';
import { newDatabase } from '../../store/new-database.test-helper.ts';

/** A clock is set ahead for good: far fewer of them than of other bodies. */
const RUNS = Math.ceil(Number(process.env['FUZZ_RUNS'] ?? 2000) / 20);
const SEED = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000_000);
const BOUND_MS = 10_000;

let pipeline: Pipeline;
let api: Seeded;
beforeAll(async () => {
  pipeline = createPipeline({ databasePath: newDatabase(), now: () => Date.parse('2026-03-03T13:05:12Z') });
  api = await startSeeded(pipeline);
  const { ref } = linksNow(pipeline, api.base);
  const waiting = {
    ...example.glucoseOrder,
    identifier: { ...example.glucoseOrder.identifier, value: 'waiting' },
    period: { start: '2026-03-02T00:00:00Z', end: '2036-03-02T00:00:00Z' },
    rules: [
      { kind: 'missing' as const, period: { value: 1, unit: 'h' as const } },
      { kind: 'summary' as const, period: { value: 7, unit: 'd' as const } },
    ],
  };
  expect((await api.post('/ServiceRequest', TOKEN.ehr, encodeOrder(waiting, ref))).status).toBe(201);
});
afterAll(async () => {
  await api.close();
  await pipeline.close();
});

test(`${RUNS} changed advances of the clock, seed ${SEED} (FUZZ_RUNS, FUZZ_SEED): answered in time, however far they go`, async () => {
  const { ref } = linksNow(pipeline, api.base);
  const to = fc.constantFrom(
    '2026-03-03T13:05:13Z',
    '2026-03-04T00:00:00Z',
    '2031-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
  );
  await fc.assert(
    fc.asyncProperty(to, fc.boolean(), fc.array(anyChange, { maxLength: 2 }), async (instant, ofOne, changes) => {
      const patient = ofOne ? { patient: example.patient.identifier } : {};
      const { text } = mutated(encodeAdvance({ to: instant, ...patient }, ref), changes);
      const begun = performance.now();
      const answer = await api.call('POST', '/$test-clock-advance', TOKEN.clock, text);
      expect(answer.status, answer.text).toBeLessThan(500);
      expect(answer.refusal === undefined).toBe(answer.status < 400);
      expect(performance.now() - begun).toBeLessThan(BOUND_MS);
    }),
    { numRuns: RUNS, seed: SEED },
  );
  expect((await api.call('GET', '/Task?_count=1', TOKEN.ehr)).status).toBe(200);
}, 120_000);
