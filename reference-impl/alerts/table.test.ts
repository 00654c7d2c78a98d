import { describe, expect, test } from 'vitest';
import type { InboxItem } from '../../contract/domain/index.ts';
import { openSqlite } from '../store/sqlite.ts';
import { ensureSchema } from '../store/schema.ts';
import type { AlertBounds } from './table.ts';
import { ALERTS_TABLES, createAlertTable } from './table.ts';

const itemOf = (value: string): InboxItem => ({
  identifier: { system: 'urn:items', value },
  version: 1,
  kind: 'critical',
  status: 'new',
  patient: { system: 'urn:mrn', value: 'M1' },
  order: { system: 'urn:placer', value: 'P1' },
  recipient: { system: 'urn:npi', value: '1' },
  interpretation: ['HH'],
  history: [],
});
const tableOf = (bounds?: AlertBounds) => {
  const db = openSqlite(':memory:');
  ensureSchema(db, [ALERTS_TABLES], ':memory:');
  const table = createAlertTable(db, () => 1000.7, bounds);
  const note = (value: string): boolean => table.note({ phase: 'start', item: itemOf(value) });
  return { db, table, note };
};
const nextOf = ({ table }: ReturnType<typeof tableOf>) => table.next(0)?.item.identifier.value;

describe('alerts that wait', () => {
  test('come back as they were noted, oldest first, until they are removed', () => {
    const all = tableOf();
    all.table.note({ phase: 'end', item: itemOf('a'), bound: { inclusive: true, high: '300' } });
    all.note('b');
    expect(all.table.next(0)).toEqual({
      seq: 1,
      atMs: 1000,
      tries: 0,
      phase: 'end',
      item: itemOf('a'),
      bound: { inclusive: true, high: '300' },
    });
    all.table.remove(1);
    expect(nextOf(all)).toBe('b');
    all.table.remove(2);
    expect(all.table.next(0)).toBeUndefined();
  });

  test('those behind a number alone, while the ones before it are still there', () => {
    const all = tableOf();
    all.note('a');
    all.note('b');
    expect(all.table.next(1)?.item.identifier.value).toBe('b');
    expect(all.table.next(2)).toBeUndefined();
  });

  test('a number is never used again, not even of the last one', () => {
    const all = tableOf();
    all.note('a');
    all.table.remove(1);
    all.note('b');
    expect(all.table.next(0)?.seq).toBe(2);
  });

  test('one that is asked for again counts it and keeps its place', () => {
    const all = tableOf();
    all.note('a');
    all.note('b');
    all.table.again(1);
    expect([nextOf(all), all.table.next(0)?.tries]).toEqual(['a', 1]);
  });

  test('what is undone with its transaction was never noted', () => {
    const all = tableOf();
    all.db.transaction(() =>
      all.db.savepoint(
        () => all.note('a'),
        () => false,
      ),
    );
    expect(all.table.next(0)).toBeUndefined();
  });
});

test('one that is parked waits once more as a new one, behind the others', () => {
  const all = tableOf();
  all.note('a');
  all.note('b');
  all.table.again(1);
  all.table.park(1, 'AR busy');
  expect([all.table.unpark(2), all.table.unpark(1), all.table.unpark(1)]).toEqual([false, true, false]);
  expect(all.table.next(2)).toMatchObject({ seq: 3, tries: 0, item: itemOf('a') });
  expect(all.table.counts()).toEqual({ waiting: 2, parked: 0 });
});

describe('bounds', () => {
  test('of too many, the newest is let go, and there is room again when one is done with', () => {
    const all = tableOf({ mostWaiting: 2, mostParked: 1 });
    expect([all.note('a'), all.note('b'), all.note('c')]).toEqual([true, true, false]);
    all.table.remove(1);
    expect([all.note('d'), all.note('e')]).toEqual([true, false]);
    expect(all.table.counts()).toEqual({ waiting: 2, parked: 0 });
  });

  test('parked ones take no place of those that wait, and the oldest of too many goes', () => {
    const all = tableOf({ mostWaiting: 2, mostParked: 1 });
    for (const [index, value] of ['a', 'b', 'c'].entries()) {
      expect(all.note(value)).toBe(true);
      all.table.park(index + 1, `no ${value}`);
    }
    expect(all.table.next(0)).toBeUndefined();
    expect(all.table.parked()).toMatchObject([{ seq: 3, why: 'no c', item: itemOf('c') }]);
    expect(all.table.counts()).toEqual({ waiting: 0, parked: 1 });
  });
});
