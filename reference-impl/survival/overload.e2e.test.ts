import { afterEach, expect, test } from 'vitest';
import { readOperationOutcome } from '../../contract/wire/fhir/outcome.ts';
import { mllpSender, postReading, run, type Running, type RunOptions, seed, TOKEN } from '../crash-run.test-helper.ts';
import { readSearchset } from '../../contract/wire/fhir/bundle.ts';
import { must } from '../world.test-helper.ts';

const running: Running[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.kill();
});
const start = async (options: RunOptions): Promise<Running> => {
  const server = await run(':memory:', options);
  running.push(server);
  await seed(server);
  return server;
};

const count = async (server: Running): Promise<number> =>
  must(readSearchset((await server.call('GET', '/Observation?patient=Patient/p1&_count=500', TOKEN.ehr)).json))
    .resources.length;

const waiting = async ({ fhirBase }: Running): Promise<number> => {
  const text = await (await fetch(new URL('/metrics', fhirBase))).text();
  return Number(/^vitalproof_writes_waiting (\d+)/m.exec(text)?.[1]);
};

test('more writers than may wait: the rest is told to come again, over both interfaces, and what was taken is there once', async () => {
  const server = await start({ maxWaiting: 2 });
  const writers = 200;
  const answers = await Promise.all(Array.from({ length: writers }, (_, n) => postReading(server, `w${n}`)));
  const taken = answers.filter(({ status }) => status === 201);
  const refused = answers.filter(({ status }) => status !== 201);
  expect(taken.length).toBeGreaterThan(0);
  expect(refused.length).toBeGreaterThan(0);
  for (const { status, json, retryAfter } of refused)
    expect([status, readOperationOutcome(json)?.refusal, retryAfter]).toEqual([503, 'unavailable', '1']);
  expect(await count(server)).toBe(taken.length);
  expect(await waiting(server)).toBe(0);

  const senders = await Promise.all(Array.from({ length: 30 }, () => mllpSender(server.port)));
  const codes = await Promise.all(senders.map((send, n) => send(`m${n}`)));
  expect(codes.every((code) => code === 'AA' || code === 'AR')).toBe(true);
  expect(await count(server)).toBe(taken.length + codes.filter((code) => code === 'AA').length);

  // Sent again until they are taken: each is there once.
  let left = answers.flatMap(({ status }, n) => (status === 201 ? [] : [`w${n}`]));
  for (let round = 0; left.length > 0 && round < 500; round += 1) {
    // oxlint-disable-next-line no-await-in-loop -- told to come again
    const again = await Promise.all(left.map((key) => postReading(server, key)));
    left = left.filter((_key, n) => again[n]?.status !== 201);
  }
  expect(left).toEqual([]);
  expect(await count(server)).toBe(writers + codes.filter((code) => code === 'AA').length);
});
