import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../contract/wire/json/lossless.ts';
import { instant } from '../oracle/time/instant.ts';
import type { RawRead } from '../sut/fhir/read-all.ts';
import { passOf, shownOf, stampOf } from './pass-of.ts';

const STAMP = '2035-01-01T00:00:01.500Z';
const task = (id: string, meta?: JsonObject): JsonObject => ({
  resourceType: 'Task',
  id,
  ...(meta === undefined ? {} : { meta }),
});

describe('the stamp of a resource', () => {
  test('is when it says that it was changed last', () => {
    expect(stampOf(task('a', { lastUpdated: STAMP }))).toBe(instant(STAMP));
  });
  test.each<[string, JsonObject | undefined]>([
    ['no meta', undefined],
    ['no time', { versionId: '1' }],
    ['a time without offset', { lastUpdated: '2035-01-01T00:00:01' }],
  ])('is unknown with %s', (_name, meta) => {
    expect(stampOf(task('a', meta))).toBeUndefined();
  });
  test('is unknown where meta is no object', () => {
    expect(stampOf({ ...task('a'), meta: 'x' })).toBeUndefined();
  });
});

describe('a resource as something shown', () => {
  test.each(['1', '12', '123456789'])('by a version that counts, %s', (versionId) => {
    expect(shownOf(task('a', { versionId, lastUpdated: STAMP }))).toEqual({
      item: 'a',
      version: Number(versionId),
      stamp: instant(STAMP),
    });
  });
  test.each(['0', '01', '1234567890', 'v1', '1a', 'W/"1"'])('as an item of its own by the version %s', (versionId) => {
    const shown = shownOf(task('a', { versionId }));
    expect([shown.version, shown.item === 'a', 'stamp' in shown]).toEqual([1, false, false]);
    expect(shown.item).not.toBe(shownOf(task('a', { versionId: `${versionId}0` })).item);
    expect(shown.item).not.toBe(shownOf(task('b', { versionId })).item);
  });
});

test('a look as a pass: what could be read, and what could not by name', () => {
  const page = (received: number, ...ids: string[]) => ({
    received,
    resources: ids.map((id) => task(id, { versionId: '1' })),
    wire: { response: 'w' },
  });
  const look = { performed: { sent: 5 }, complete: true, pages: [page(6, 'a', 'bad'), page(7)] } as unknown as RawRead;
  const isRead = (resource: JsonObject): boolean => resource['id'] !== 'bad';
  expect(passOf(look, 3n, isRead)).toEqual({
    sent: 5,
    complete: true,
    since: 3n,
    pages: [
      { received: 6, shows: [{ item: 'a', version: 1 }], unread: ['bad'] },
      { received: 7, shows: [], unread: [] },
    ],
  });
  expect('since' in passOf({ ...look, complete: false }, undefined, isRead)).toBe(false);
});
