import { describe, expect, test } from 'vitest';
import type { Source } from '../../contract/domain/source.ts';
import { msOf } from '../clock/instant.ts';
import { createReadyWorld, EHR, GATEWAY, must, orderOf, readingOf, refusalOf } from '../world.test-helper.ts';
import { isAdmitted } from './is-admitted.ts';

const METER_APP: Source = {
  identifier: { system: 'urn:example:source', value: 'meter-app' },
  measures: ['glucose'],
  expires: '2026-03-03T13:00:00Z',
};
const SENDER = { ...GATEWAY, source: METER_APP.identifier };
const NOON = msOf('2026-03-03T12:00:00Z');

describe('a source may send', () => {
  const admitted = { source: METER_APP, status: 'admitted' as const };
  test.each([
    ['what it was admitted for', admitted, 'glucose', NOON, true],
    ['anything, where only that is asked', admitted, undefined, NOON, true],
    ['to the last millisecond', admitted, 'glucose', msOf(METER_APP.expires) - 1, true],
    ['nothing from its expiry on', admitted, 'glucose', msOf(METER_APP.expires), false],
    ['nothing else', admitted, 'weight', NOON, false],
    ['nothing once it is withdrawn', { ...admitted, status: 'withdrawn' as const }, 'glucose', NOON, false],
    ['nothing where nobody knows it', undefined, 'glucose', NOON, false],
  ] as const)('%s', (_name, known, measure, nowMs, may) => {
    expect(isAdmitted(known, measure, nowMs)).toBe(may);
  });
});

const world = () => createReadyWorld(orderOf(), { policies: { sources: 'admitted' } });

test('readings come from admitted sources alone, which is asked before anything of them is looked at', async () => {
  const { pipeline, passMs } = await world();
  const send = async (caller = SENDER, value = '100') =>
    refusalOf(await pipeline.readings.file(caller, [readingOf(value)]));
  expect(await send()).toBe('source-not-admitted');
  expect(await send(SENDER, '-1')).toBe('source-not-admitted');
  expect(must(await pipeline.sources.set(EHR, METER_APP, 'admitted')).effect).toBe('created');
  expect(must(await pipeline.sources.set(EHR, METER_APP, 'admitted')).effect).toBe('replayed');
  expect(await send()).toBe('accepted');
  expect(await send(SENDER, '-1')).toBe('bad-value');
  expect(await send({ ...GATEWAY, source: { system: 's', value: 'other' } })).toBe('source-not-admitted');
  passMs(3_600_000);
  expect(await send()).toBe('source-not-admitted');
  must(await pipeline.sources.set(EHR, { ...METER_APP, expires: '2026-03-04T00:00:00Z' }, 'admitted'));
  expect(await send()).toBe('accepted');
  must(await pipeline.sources.set(EHR, { ...METER_APP, expires: '2026-03-04T00:00:00Z' }, 'withdrawn'));
  expect(await send()).toBe('source-not-admitted');
});

test('who names no source has none; where sources are open nobody is asked', async () => {
  const closed = await world();
  expect(closed.pipeline.sources.admits(GATEWAY)).toBe(false);
  expect(refusalOf(await closed.file(readingOf('100')))).toBe('source-not-admitted');
  expect(closed.refusals()).toContain('source-not-admitted');
  const open = await createReadyWorld();
  expect(open.pipeline.sources.admits(GATEWAY)).toBe(true);
  expect(refusalOf(await open.file(readingOf('100')))).toBe('accepted');
});

test('who was ever admitted is listed, as said last, for the hospital alone', async () => {
  const { pipeline } = await world();
  const other = { ...METER_APP, identifier: { system: 'urn:example:source', value: 'other' } };
  must(await pipeline.sources.set(EHR, METER_APP, 'admitted'));
  must(await pipeline.sources.set(EHR, other, 'admitted'));
  must(await pipeline.sources.set(EHR, METER_APP, 'withdrawn'));
  expect(must(pipeline.sources.list(EHR)).map(({ body }) => body)).toEqual([
    { source: METER_APP, status: 'withdrawn' },
    { source: other, status: 'admitted' },
  ]);
  expect(refusalOf(pipeline.sources.list(GATEWAY))).toBe('scope');
});

test('admitting is for the hospital, with an instant that there is', async () => {
  const { pipeline } = await world();
  expect(refusalOf(await pipeline.sources.set(GATEWAY, METER_APP, 'admitted'))).toBe('scope');
  const never = { ...METER_APP, expires: '2026-02-30T00:00:00Z' };
  expect(refusalOf(await pipeline.sources.set(EHR, never, 'admitted'))).toBe('bad-value');
});
