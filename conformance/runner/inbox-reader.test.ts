import { describe, expect, test } from 'vitest';
import type { InboxItem } from '../../contract/domain/index.ts';
import type { JsonObject } from '../../contract/wire/json/lossless.ts';
import type { Look } from '../sut/fhir/acts/inbox.ts';
import type { RawRead } from '../sut/fhir/read-all.ts';
import type { FhirDriver } from '../sut/fhir-driver.ts';
import { InboxReader, type ReadLook } from './inbox-reader.ts';

const LAG_MS = 2000;

const task = (id: string, version: string, stamp: string, more: JsonObject = {}): JsonObject => ({
  resourceType: 'Task',
  id,
  meta: { versionId: version, lastUpdated: `2026-03-03T12:00:${stamp}Z` },
  ...more,
});
const garbled = { garbage: true };
const itemOf = ({ id, meta }: JsonObject): InboxItem =>
  ({
    identifier: { system: 'item', value: String(id) },
    version: Number((meta as JsonObject)['versionId']) || 1,
  }) as InboxItem;

/** Looks as the test says, 10 each, asked for one after the other at 0, 100, 200, … */
const reading = () => {
  const asked: (string | undefined)[] = [];
  let next: { pages: readonly JsonObject[][]; complete: boolean } = { pages: [[]], complete: true };
  const lookOf = ({ pages, complete }: typeof next, sent: number): RawRead => ({
    performed: {
      sent,
      settled: sent + 10,
      wall: '2026-03-03T12:00:00Z',
      outcome: complete ? 'ok' : 'unknown',
      answer: {},
    },
    pages: pages.map((resources, i) => ({ received: sent + i + 1, resources, wire: { response: 'page' } })),
    complete,
  });
  const driver: Pick<FhirDriver, 'fetchInbox' | 'readItems'> = {
    fetchInbox: async ({ since }) => {
      asked.push(since);
      return lookOf(next, (asked.length - 1) * 100);
    },
    readItems: async (resources) => ({
      values: resources.map((r) => (r['garbage'] === true ? undefined : itemOf(r))),
      spoilt: resources.flatMap((r) => (r['garbage'] === true ? [String(r['id'])] : [])),
    }),
  };
  const inbox = new InboxReader(driver, LAG_MS);
  const look = async (pages: readonly JsonObject[][], complete = true): Promise<ReadLook> => {
    next = { pages, complete };
    return inbox.read(await inbox.fetch(undefined));
  };
  const sweep = (resources: readonly JsonObject[], sent: number): Look => ({
    ...lookOf({ pages: [[...resources]], complete: true }, sent),
    items: resources.filter((r) => r['garbage'] !== true).map(itemOf),
  });
  return { inbox, look, sweep, asked };
};
const sightsOf = ({ pages }: ReadLook) =>
  pages.flatMap(({ sights }) => sights.map(({ item, after, by }) => [item.identifier.value, item.version, after, by]));

describe('a look at the inbox', () => {
  test('brings versions into sight once each, on the page that had them, after the last complete look', async () => {
    const { look } = reading();
    await look([[task('a', '1', '01.000')]]);
    const second = await look([[task('a', '1', '01.000')], [task('b', '1', '02.000')]]);
    expect(sightsOf(second)).toEqual([['b', 1, 0, 102]]);
    expect(sightsOf(await look([[task('a', '2', '03.000')]]))).toEqual([['a', 2, 100, 201]]);
  });
  test('that was cut off bounds nothing and moves no cursor', async () => {
    const { look, asked } = reading();
    await look([[task('a', '1', '10.000')]]);
    expect((await look([[task('b', '1', '50.000')]], false)).complete).toBe(false);
    expect(sightsOf(await look([[task('c', '1', '20.000')]]))).toEqual([['c', 1, 0, 201]]);
    await look([[]]);
    expect(asked).toEqual([
      undefined,
      '2026-03-03T12:00:08.000Z',
      '2026-03-03T12:00:08.000Z',
      // What was seen before a complete look began counts, although the look that showed it was cut off.
      '2026-03-03T12:00:48.000Z',
    ]);
  });
  test('whose pages slipped is not complete', async () => {
    const { look } = reading();
    const slipped = await look([[task('a', '1', '01.000')], [task('a', '2', '02.000')]]);
    expect(slipped.complete).toBe(false);
    expect(sightsOf(slipped).length).toBe(2);
  });
  test('with an item that nobody can read proves nothing of that one, and of others what it lacks', async () => {
    const { look } = reading();
    await look([[]]);
    const spoilt = await look([[task('a', '1', '01.000', garbled)]]);
    expect(spoilt).toMatchObject({ complete: false, spoilt: ['a'], keys: new Set() });
    const third = await look([[task('a', '1', '01.000'), task('b', '1', '02.000')]]);
    expect(third).toMatchObject({ complete: true, spoilt: [] });
    expect(sightsOf(third)).toEqual([
      ['a', 1, 0, 201],
      ['b', 1, 100, 201],
    ]);
  });
  test('asks again for what could not be read, though the cursor has passed it, until it was', async () => {
    const { look, asked } = reading();
    await look([[task('a', '1', '10.000')]]);
    // Shown, and not read: the system went down before it said which reading the item is about.
    await look([[task('b', '1', '20.000', garbled), task('c', '1', '30.000')]]);
    await look([[task('c', '1', '30.000'), task('d', '1', '40.000')]], false);
    expect(sightsOf(await look([[task('b', '1', '20.000'), task('c', '1', '30.000')]]))).toEqual([['b', 1, 0, 301]]);
    await look([[]]);
    expect(asked).toEqual([
      undefined,
      '2026-03-03T12:00:08.000Z',
      '2026-03-03T12:00:08.000Z',
      '2026-03-03T12:00:08.000Z',
      '2026-03-03T12:00:38.000Z',
    ]);
  });
  test('asks a hundred times for what nobody can read, and no more', async () => {
    const { look, asked } = reading();
    await look([[task('a', '1', '10.000')]]);
    await look([[task('b', '1', '20.000', garbled), task('c', '1', '30.000')]]);
    for (let i = 0; i < 110; i++) await look([[task('b', '1', '20.000', garbled), task('c', '1', '30.000')]]);
    expect(asked.filter((since) => since === '2026-03-03T12:00:08.000Z').length).toBe(101);
    expect(asked.at(-1)).toBe('2026-03-03T12:00:28.000Z');
  });
  test('tells of all items on it, also of those that it was not the first to show', async () => {
    const { look } = reading();
    await look([[task('a', '1', '01.000'), task('b', '1', '01.500')]]);
    const second = await look([[task('b', '1', '01.500')], [task('c', '1', '02.000')]]);
    expect(second.keys).toEqual(new Set(['item|b', 'item|c']));
  });
  test('whose pages are not in the order of stamps moves no cursor', async () => {
    const { look, asked } = reading();
    await look([[task('a', '1', '10.000')]]);
    const jumbled = await look([[task('b', '1', '30.000')], [task('c', '1', '20.000')]]);
    expect(jumbled.complete).toBe(false);
    await look([[]]);
    expect(asked.slice(1)).toEqual(['2026-03-03T12:00:08.000Z', '2026-03-03T12:00:08.000Z']);
  });
  test('proves nothing of what is stamped before that which it asked for', async () => {
    const { look } = reading();
    await look([[task('a', '1', '10.000')]]);
    await look([[task('a', '1', '10.000')]]);
    const third = await look([[task('late', '1', '07.999'), task('due', '1', '08.000')]]);
    expect(sightsOf(third)).toEqual([
      ['late', 1, 0, 201],
      ['due', 1, 100, 201],
    ]);
  });
  test('takes versions that do not count for what they are: opaque', async () => {
    const { look } = reading();
    await look([[task('a', 'x7f', '01.000')]]);
    expect(sightsOf(await look([[task('a', 'c02', '02.000')]]))).toEqual([['a', 1, 0, 101]]);
  });
});

describe('what only a sweep finds', () => {
  test('was missed until the last complete look, where it is stamped before what looks ask for', async () => {
    const { inbox, look, sweep } = reading();
    await look([[task('a', '1', '10.000')]]);
    await look([[task('a', '1', '10.000')]]);
    const found = [task('old', '1', '07.999'), task('edge', '1', '08.000'), task('a', '1', '10.000')];
    expect(inbox.missedUntil(sweep(found, 500))).toEqual([100, null, null]);
  });
  test('was not missed where an earlier look showed it, or nobody knows its stamp', async () => {
    const { inbox, look, sweep } = reading();
    await look([[task('early', '1', '05.000'), task('a', '1', '10.000')]]);
    await look([[task('a', '1', '10.000')]]);
    const found = [task('early', '1', '05.000'), task('unstamped', '1', 'noon'), task('early', '2', '07.000')];
    expect(inbox.missedUntil(sweep(found, 500))).toEqual([null, null, 100]);
  });
  test('is bounded by nothing where the sweep had something that could not be read', async () => {
    const { inbox, look, sweep } = reading();
    await look([[task('a', '1', '10.000')]]);
    const found = [task('spoilt', '1', '06.000', garbled), task('old', '1', '07.000')];
    expect(inbox.missedUntil(sweep(found, 500))).toEqual([null]);
  });
  test('is bounded by nothing while no look saw a stamp', async () => {
    const { inbox, look, sweep } = reading();
    await look([[]]);
    expect(inbox.missedUntil(sweep([task('old', '1', '07.999')], 500))).toEqual([null]);
  });
});
