import { describe, expect, test } from 'vitest';
import type { InboxItem } from '../../contract/domain/index.ts';
import type { SeenLine } from '../history/lines.ts';
import type { HistoryWriter } from '../history/writer.ts';
import type { Look } from '../sut/fhir/acts/inbox.ts';
import { ItemLog } from './item-log.ts';

const item = (version = 1, value = 'a'): InboxItem => ({ identifier: { system: 's', value }, version }) as InboxItem;

/** A look of pages received at 10, 20, …, with these items on them; its last answer came at 77. */
const lookOf = (pages: readonly string[], items: readonly InboxItem[]): Look => ({
  performed: { sent: 5, settled: 77, wall: '2026-03-03T12:00:00Z', outcome: 'ok', answer: {} },
  pages: pages.map((response, i) => ({ received: 10 * (i + 1), resources: [], wire: { response } })),
  complete: true,
  items,
});

const log = (
  keep: (text: string) => string | undefined = (text) => `hash of ${text}`,
  takePush?: (item: InboxItem) => number | undefined,
) => {
  const seen: Omit<SeenLine, 'kind' | 'seq'>[] = [];
  const told: InboxItem[] = [];
  const history = {
    seen: (line: Omit<SeenLine, 'kind' | 'seq'>) => seen.push(line),
    wire: { keep },
    together: (work: () => void) => work(),
  } as unknown as HistoryWriter;
  const items = new ItemLog(history, (i) => told.push(i), takePush);
  const note = (surface: string, version: number, by: number | null): void =>
    items.note(surface, { received: 99, wire: { response: 'page' } }, [{ item: item(version), after: 1, by }]);
  return { items, note, seen, told };
};

test('a version is written on the surface that showed it first, and on the judged one if that was another', () => {
  const { note, seen, told } = log();
  for (const surface of ['sweep', 'person:rivera', 'inbox', 'inbox', 'sweep']) note(surface, 1, 50);
  note('inbox', 2, 60);
  note('sweep', 2, 60);
  expect(seen.map((s) => [s.surface, s.item.version])).toEqual([
    ['sweep', 1],
    ['inbox', 1],
    ['inbox', 2],
  ]);
  expect(told.map((i) => i.version)).toEqual([1, 2]);
});

test('what a subscriber was told before is written before the first sight of a version, once', () => {
  const asked: string[] = [];
  const takePush = ({ identifier, version }: InboxItem): number | undefined => {
    asked.push(`${identifier.value}#${version}`);
    return version === 1 ? 33 : undefined;
  };
  const { note, seen } = log(undefined, takePush);
  for (const surface of ['sweep', 'inbox']) note(surface, 1, 50);
  note('inbox', 2, 60);
  expect(seen.map((s) => [s.surface, s.after, s.by])).toEqual([
    ['push', null, 33],
    ['sweep', 1, 50],
    ['inbox', 1, 50],
    ['inbox', 1, 60],
  ]);
  expect(asked).toEqual(['a#1', 'a#2']);
});

test('where nobody knows by when, it was by the receipt of the page', () => {
  const { note, seen } = log();
  note('inbox', 1, null);
  expect(seen).toMatchObject([{ after: 1, by: 99, wire: 'hash of page' }]);
});

test('what was there before the run is not written', () => {
  const { items, note, seen } = log();
  items.addOld('s|a');
  note('inbox', 1, 50);
  expect(seen).toEqual([]);
  expect([items.isOld('s|a'), items.isOld('s|b')]).toEqual([true, false]);
});

test('where the store of the wire is full, what is written names no page', () => {
  const { note, seen } = log(() => undefined);
  note('inbox', 1, 50);
  expect(seen).toStrictEqual([{ surface: 'inbox', after: 1, by: 50, item: item() }]);
});

describe('a look on another surface', () => {
  test('has all its items in sight by its end, after what is known of each, and is named by its first page', () => {
    const { items, seen } = log();
    const [a, b, c] = [item(1, 'a'), item(1, 'b'), item(2, 'c')];
    items.noteLook('sweep', lookOf(['one', 'two'], [a, b, c]), [40, null]);
    expect(seen).toStrictEqual([
      { surface: 'sweep', after: 40, by: 77, item: a, wire: 'hash of one' },
      { surface: 'sweep', after: null, by: 77, item: b, wire: 'hash of one' },
      { surface: 'sweep', after: null, by: 77, item: c, wire: 'hash of one' },
    ]);
  });
  test('that brought no page shows nothing', () => {
    const { items, seen } = log();
    items.noteLook('sweep', lookOf([], []), []);
    expect(seen).toEqual([]);
  });
});

describe('who waits for an item', () => {
  test('is given the one that is in sight already', async () => {
    const { items, note } = log();
    note('inbox', 1, 50);
    expect(await items.waitFor((i) => i.version === 1, 0)).toEqual(item(1));
  });
  test('is given the one that comes, and none that was there before the run', async () => {
    const { items, note } = log();
    items.addOld('s|old');
    const coming = items.waitFor(() => true, 10);
    items.noteLook('sweep', lookOf(['one'], [item(1, 'old')]), []);
    note('inbox', 2, 50);
    expect(await coming).toEqual(item(2));
  });
});
