import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createPipeline } from '../app.ts';
import { isoOf } from '../clock/instant.ts';
import { CLOCK, EHR, JANE, must, OKAFOR, orderOf, readingOf, RIVERA, START } from '../world.test-helper.ts';
import {
  createWaitingWorld,
  DAY_MS,
  HOUR_MS,
  lineOf,
  MINUTE_MS,
  missingAfter,
  periodOf,
  stepTo,
  summaryEvery,
  type WaitingWorld,
} from './waits.test-helper.ts';
import { goesOn } from './escalation.ts';

beforeEach(() => {
  // The queue of writers goes on by itself.
  vi.useFakeTimers({ now: START, toFake: ['Date', 'setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const now = (): number => Date.now();
const turn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });
/** Time passes; every alarm that rings in it has its commit. */
const pass = async (ms: number, stepMs = ms): Promise<void> => {
  for (let passed = 0; passed < ms; passed += stepMs) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await vi.advanceTimersByTimeAsync(stepMs);
    // oxlint-disable-next-line no-await-in-loop
    await turn();
    // oxlint-disable-next-line no-await-in-loop
    await turn();
  }
};

describe('a running pipeline lets happen by itself what falls due', () => {
  test('one step after the other, with nobody asking', async () => {
    const world = await createWaitingWorld([stepTo(1, OKAFOR, 30), stepTo(2, RIVERA, 30)], {}, { now });
    must(await world.file(readingOf('310', 'mg/dL', { effective: isoOf(START) })));
    await pass(30 * MINUTE_MS - 1);
    expect(world.lines()).toEqual(['critical at 0h']);
    await pass(1);
    expect(world.lines()).toEqual(['critical at 0h', 'copy 1 at 0.5h']);
    await pass(30 * MINUTE_MS);
    expect(world.lines()).toEqual(['critical at 0h', 'copy 1 at 0.5h', 'copy 2 at 1h']);
  });

  test('also what is due in more days than a timer can wait', async () => {
    const world = await createWaitingWorld([missingAfter(40, 'd')], { period: periodOf(0, 2000) }, { now });
    // Minute by minute it would be 58,000 looks at the clock, which take long on a machine with much to do.
    vi.setSystemTime(START + 40 * DAY_MS - 2 * MINUTE_MS);
    await pass(MINUTE_MS);
    expect(world.lines()).toEqual([]);
    await pass(MINUTE_MS);
    expect(world.lines()).toEqual(['missing due 960h at 960h']);
  });

  test('by the clock of the patient, as far as that is set ahead', async () => {
    const world = await createWaitingWorld([missingAfter(6)], {}, { now });
    must(await world.pipeline.clock.advance(CLOCK, isoOf(START + 5 * HOUR_MS), JANE));
    await pass(HOUR_MS - 1);
    expect(world.lines()).toEqual([]);
    await pass(1);
    expect(world.lines()).toEqual(['missing due 6h at 6h']);
  });

  test('a backlog too', async () => {
    const world = await createWaitingWorld([summaryEvery(1, 'min')], { period: periodOf(0, 2000) }, { now });
    vi.setSystemTime(START + 2100.5 * MINUTE_MS);
    await pass(MINUTE_MS);
    // A portion of it, which ends by count or, on a slow store, by time.
    expect(world.count('summary')).toBeGreaterThan(0);
    expect(world.count('summary')).toBeLessThanOrEqual(1000);
    await pass(200, 1);
    expect(world.count('summary')).toBe(2100);
    expect(vi.getTimerCount()).toBe(1);
  });

  test('again after a pause, where it failed', async () => {
    let failures = 0;
    const once: typeof goesOn = (chain) => {
      if (now() < START + 31 * MINUTE_MS) {
        failures += 1;
        throw new Error('not now');
      }
      return goesOn(chain);
    };
    const rules = [stepTo(1, OKAFOR, 30)];
    const world = await createWaitingWorld(rules, {}, { now, collaborators: { goesOn: once } });
    must(await world.file(readingOf('310', 'mg/dL', { effective: isoOf(START) })));
    await pass(30 * MINUTE_MS);
    expect([failures, world.lines()]).toEqual([1, ['critical at 0h']]);
    await pass(10_000, 1000);
    expect(failures).toBe(11);
    await pass(MINUTE_MS, 1000);
    expect(world.lines()).toEqual(['critical at 0h', 'copy 1 at 0.5h']);
  });

  test('and nothing once it is closed', async () => {
    const world = await createWaitingWorld([missingAfter(6)], {}, { now });
    const writing = world.file(readingOf('100', 'mg/dL', { effective: isoOf(START) }));
    await world.pipeline.close();
    must(await writing);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('what is due survives the process', () => {
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'vitalproof-waiting-'));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  const stopped = async (atMs: number): Promise<string> => {
    const databasePath = join(directory, 'reference.db');
    const rules = [missingAfter(6), summaryEvery(4), stepTo(1, OKAFOR, 30), stepTo(2, RIVERA, 30)];
    const world: WaitingWorld = await createWaitingWorld(rules, { period: periodOf(0, 9) }, { now, databasePath });
    must(await world.file(readingOf('310', 'mg/dL', { effective: isoOf(START) })));
    must(await world.pipeline.clock.advance(CLOCK, isoOf(START + 45 * MINUTE_MS), JANE));
    await pass(atMs);
    await world.pipeline.close();
    return databasePath;
  };
  const lines = (pipeline: ReturnType<typeof createPipeline>): readonly string[] =>
    must(pipeline.inbox.search(EHR, { count: 100 }))
      .entries.map(({ body }) => body)
      .toSorted((a, b) => Number(a.identifier.value.slice(1)) - Number(b.identifier.value.slice(1)))
      .map((item) => lineOf(item).replace(/(\.016)\d+h/, '$16h'));

  test('and happens at its own instants as soon as there is one again', async () => {
    const databasePath = await stopped(0);
    vi.setSystemTime(START + 20 * HOUR_MS);
    const pipeline = createPipeline({ databasePath, now });
    await pass(1);
    expect(lines(pipeline)).toEqual([
      'critical at 0h',
      'copy 1 at 0.5h',
      'copy 2 at 1h',
      'summary at 4.0166h',
      'missing due 6h at 6h, withdrawn 9h order-ended',
      'summary at 8.0166h',
    ]);
    await pipeline.close();
  });

  test('or when its time comes after that', async () => {
    const databasePath = await stopped(10 * MINUTE_MS);
    const pipeline = createPipeline({ databasePath, now });
    await pass(5 * MINUTE_MS - 1);
    expect(lines(pipeline)).toEqual(['critical at 0h', 'copy 1 at 0.5h']);
    await pass(1);
    expect(lines(pipeline)).toEqual(['critical at 0h', 'copy 1 at 0.5h', 'copy 2 at 1h']);
    await pipeline.close();
  });

  test('before the first write after it', async () => {
    const databasePath = await stopped(0);
    vi.setSystemTime(START + 7 * HOUR_MS);
    const pipeline = createPipeline({ databasePath, now });
    must(await pipeline.orders.change(EHR, orderOf({ period: periodOf(0, 9), rules: [], status: 'revoked' })));
    expect(lines(pipeline).slice(3)).toEqual([
      'summary at 4.0166h',
      'missing due 6h at 6h, withdrawn 7.75h order-ended',
    ]);
    await pipeline.close();
  });
});
