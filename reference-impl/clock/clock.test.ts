import { describe, expect, test } from 'vitest';
import {
  CLOCK,
  createReadyWorld,
  createWorld,
  EHR,
  JANE,
  JOHN,
  MRN,
  must,
  orderOf,
  readingOf,
  refusalOf,
} from '../world.test-helper.ts';

describe('the test clock', () => {
  test('runs per patient, ahead of the system, at real speed', async () => {
    const { pipeline, passMs } = await createWorld();
    expect(must(await pipeline.clock.advance(CLOCK, '2026-03-05T00:00:00Z', JANE))).toEqual({
      now: '2026-03-05T00:00:00.000Z',
    });
    must(await pipeline.clock.advance(CLOCK, '2026-03-06T00:00:00Z', JANE));
    passMs(1500);
    expect(pipeline.clock.now(JANE)).toBe('2026-03-06T00:00:01.500Z');
    expect(pipeline.clock.now(JOHN)).toBe('2026-03-03T12:00:01.500Z');
    expect(pipeline.clock.now()).toBe('2026-03-03T12:00:01.500Z');
  });

  test('of the system carries every patient with it', async () => {
    const { pipeline } = await createWorld();
    must(await pipeline.clock.advance(CLOCK, '2026-03-03T13:00:00Z', JANE));
    must(await pipeline.clock.advance(CLOCK, '2026-03-04T12:00:00Z'));
    expect([pipeline.clock.now(), pipeline.clock.now(JOHN), pipeline.clock.now(JANE)]).toEqual([
      '2026-03-04T12:00:00.000Z',
      '2026-03-04T12:00:00.000Z',
      '2026-03-04T13:00:00.000Z',
    ]);
  });

  test('goes forward only, for a known patient, by the clock role alone', async () => {
    const { pipeline } = await createWorld();
    const advance = async (...args: Parameters<typeof pipeline.clock.advance>) =>
      refusalOf(await pipeline.clock.advance(...args));
    expect(await advance(CLOCK, '2026-03-03T11:59:59.999Z', JANE)).toBe('clock-backwards');
    expect(await advance(CLOCK, '2026-03-03T12:00:00Z', JANE)).toBe('accepted');
    expect(await advance(CLOCK, '2026-03-04T12:00:00Z', MRN('NOBODY'))).toBe('patient-not-authorised');
    expect(await advance(EHR, '2026-03-04T12:00:00Z', JANE)).toBe('scope');
    expect(await advance(CLOCK, '2026-02-30T12:00:00Z', JANE)).toBe('bad-value');
  });

  test('ends before the year 10000, which can be written by neither wire: for the system, and for each patient', async () => {
    const { pipeline } = await createWorld();
    const advance = async (...args: Parameters<typeof pipeline.clock.advance>) =>
      refusalOf(await pipeline.clock.advance(...args));
    expect(await advance(CLOCK, '9999-12-31T23:59:59Z')).toBe('bad-value');
    expect(await advance(CLOCK, '9999-12-31T23:59:59Z', JANE)).toBe('bad-value');
    expect(await advance(CLOCK, '6000-01-01T00:00:00Z', JANE)).toBe('accepted');
    // She is ahead of the system, and would be carried beyond it.
    expect(await advance(CLOCK, '6000-01-01T00:00:00Z')).toBe('bad-value');
    expect(await advance(CLOCK, '5000-01-01T00:00:00Z')).toBe('accepted');
  });

  test('tells the rules their time; lastUpdated stays system time', async () => {
    const world = await createReadyWorld();
    must(await world.pipeline.clock.advance(CLOCK, '2026-03-06T12:00:00Z', JANE));
    must(await world.file(readingOf('200', 'mg/dL', { effective: '2026-03-06T12:04:00Z' })));
    const [item] = must(world.pipeline.inbox.search(EHR, { count: 1 })).entries;
    expect(item?.body.created).toBe('2026-03-06T12:00:00.000Z');
    expect(item?.lastUpdated.slice(0, 19)).toBe('2026-03-03T12:00:00');
    must(await world.pipeline.orders.change(EHR, orderOf({ status: 'on-hold' })));
    expect(world.pipeline.orders.find(orderOf().identifier)?.body.effectiveFrom).toBe('2026-03-06T12:00:00.000Z');
  });
});
