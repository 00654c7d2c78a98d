import { expect, test } from 'vitest';
import type { InboxItem } from '../../contract/domain/index.ts';
import type { SeenLine } from '../history/lines.ts';
import type { HistoryWriter } from '../history/writer.ts';
import { ItemLog } from './item-log.ts';

const item = (version = 1): InboxItem => ({ identifier: { system: 's', value: 'a' }, version }) as InboxItem;

const log = () => {
  const seen: Omit<SeenLine, 'kind' | 'seq'>[] = [];
  const told: InboxItem[] = [];
  const history = {
    seen: (line: Omit<SeenLine, 'kind' | 'seq'>) => seen.push(line),
    wire: { keep: () => 'hash' },
  } as unknown as HistoryWriter;
  const items = new ItemLog(history, (i) => told.push(i));
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

test('where nobody knows by when, it was by the receipt of the page', () => {
  const { note, seen } = log();
  note('inbox', 1, null);
  expect(seen).toMatchObject([{ after: 1, by: 99, wire: 'hash' }]);
});

test('what was there before the run is not written', () => {
  const { items, note, seen } = log();
  items.addOld('s|a');
  note('inbox', 1, 50);
  expect(seen).toEqual([]);
});
