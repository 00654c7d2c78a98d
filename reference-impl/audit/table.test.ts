import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, test } from 'vitest';
import { InputProblem } from '../../contract/input-problem.ts';
import type { Database } from '../store/database.ts';
import { newDatabase } from '../store/new-database.test-helper.ts';
import { openStore, type Store } from '../store/open-store.ts';
import { AUDIT_COLUMNS } from './columns.ts';
import type { StoredRow } from './prove.ts';
import { checkHead } from './table.ts';
import { eventOfNumber, prove } from './trail.test-helper.ts';

const directory = mkdtempSync(join(tmpdir(), 'vitalproof-audit-'));
afterAll(() => rmSync(directory, { recursive: true }));

const asStored = (row: Readonly<Record<string, unknown>>): StoredRow =>
  Object.fromEntries(Object.entries(row).map(([name, v]) => [name, typeof v === 'number' ? BigInt(v) : v]));

/** The verdict on what the store holds now, by its own connection. */
const verdictOf = ({ database }: Store) => {
  const rows = database.all(`SELECT ${AUDIT_COLUMNS.join(', ')}, hash FROM audit_events ORDER BY seq`).map(asStored);
  const head = database.get('SELECT count, hash FROM audit_head');
  return prove(rows, { count: Number(head?.['count']), hash: String(head?.['hash']) });
};
const intact = (count: number) => ({ intact: true, head: { count, hash: expect.stringMatching(/^[0-9a-f]{64}$/) } });

describe('what is undone leaves the chain whole', () => {
  test('a unit that throws between two that stay', async () => {
    const store = openStore(':memory:', () => 0);
    const { tables, writers } = store;
    const add = (n: number): void => tables.audit.add(eventOfNumber(n));
    const failing = writers.run(() => {
      add(2);
      add(3);
      throw new Error('undone');
    });
    await Promise.allSettled([writers.run(() => add(1)), failing, writers.run(() => add(4))]);
    await expect(failing).rejects.toThrow('undone');
    expect(verdictOf(store)).toEqual(intact(2));
  });

  test('a part of a unit, with what follows in the same unit', async () => {
    const store = openStore(':memory:', () => 0);
    const { database, tables, writers } = store;
    await writers.run(() => {
      tables.audit.add(eventOfNumber(1));
      database.savepoint(
        () => tables.audit.add(eventOfNumber(2)),
        () => false,
      );
      tables.audit.add(eventOfNumber(3));
    });
    expect(verdictOf(store)).toEqual(intact(2));
  });

  test('a whole batch that cannot be committed', async () => {
    const store = openStore(':memory:', () => 0);
    const { database, tables, writers } = store;
    await writers.run(() => tables.audit.add(eventOfNumber(1)));
    database.run("CREATE TEMP TRIGGER full BEFORE UPDATE ON audit_head BEGIN SELECT raise(ABORT, 'disk full'); END");
    await expect(writers.run(() => tables.audit.add(eventOfNumber(2)))).rejects.toThrow('disk full');
    database.run('DROP TRIGGER full');
    expect(verdictOf(store)).toEqual(intact(1));
    await writers.run(() => tables.audit.add(eventOfNumber(3)));
    expect(verdictOf(store)).toEqual(intact(2));
  });

  test('a whole batch that fails in its very commit, with the head written already', async () => {
    const store = openStore(':memory:', () => 0);
    const { database, tables, writers } = store;
    database.run('CREATE TABLE one (id INTEGER PRIMARY KEY)');
    database.run('CREATE TABLE many (one INTEGER REFERENCES one (id) DEFERRABLE INITIALLY DEFERRED)');
    const failing = writers.run(() => {
      tables.audit.add(eventOfNumber(1));
      database.run('INSERT INTO many VALUES (7)');
    });
    await expect(failing).rejects.toThrow(/FOREIGN KEY/);
    expect(verdictOf(store)).toEqual(intact(0));
    await writers.run(() => tables.audit.add(eventOfNumber(2)));
    expect(verdictOf(store)).toEqual(intact(1));
  });

  test('a batch without any event writes no head', async () => {
    const store = openStore(':memory:', () => 0);
    await store.writers.run(() => undefined);
    expect(verdictOf(store)).toEqual(intact(0));
  });
});

test('texts that no UTF-8 can hold, or that end a C string, are hashed as they are stored', async () => {
  const store = openStore(newDatabase(), () => 0);
  const hostile = ['\ud800', 'a\u0000b', '\udfff|\ud83d', '"\\', '\u2028', '💥', "'; DROP TABLE audit_events --"];
  for (const value of hostile)
    // oxlint-disable-next-line no-await-in-loop -- each in a batch of its own
    await store.writers.run(() =>
      store.tables.audit.add(
        eventOfNumber(1, {
          who: value,
          refusal: value,
          patient: { system: value, value },
          entity: { system: 's', value },
        }),
      ),
    );
  expect(verdictOf(store)).toEqual(intact(hostile.length));
});

test('nobody makes the head shorter, another one, or takes it away by mistake', async () => {
  const { database, tables, writers } = openStore(newDatabase(), () => 0);
  await writers.run(() => tables.audit.add(eventOfNumber(1)));
  expect(() => database.run('UPDATE audit_head SET count = 0')).toThrow(/only grows/);
  expect(() => database.run("UPDATE audit_head SET hash = 'x'")).toThrow(/only grows/);
  expect(() => database.run('DELETE FROM audit_head')).toThrow(/keeps its head/);
});

describe('a trail is taken up again', () => {
  const filled = async (name: string): Promise<string> => {
    const path = join(directory, name);
    for (const n of [1, 2, 3]) {
      const store = openStore(path, () => 0);
      // oxlint-disable-next-line no-await-in-loop -- one life after the other
      await store.writers.run(() => store.tables.audit.add(eventOfNumber(n)));
      store.database.close();
    }
    return path;
  };
  const tamper = (path: string, sql: string): void => {
    const raw = new DatabaseSync(path);
    raw.exec('DROP TRIGGER audit_never_goes; DROP TRIGGER audit_head_stays; DROP TRIGGER audit_head_grows');
    raw.exec(sql);
    raw.close();
  };

  test('where it ended, over restarts', async () => {
    const store = openStore(await filled('whole.db'), () => 0);
    expect(verdictOf(store)).toEqual(intact(3));
    store.database.close();
  });

  test('while another process writes: head and last event are of one moment', async () => {
    const store = openStore(await filled('busy.db'), () => 0);
    const { database, tables } = store;
    const write = (): void =>
      database.transaction(() => {
        tables.audit.add(eventOfNumber(4));
        tables.audit.saveHead();
      });
    const busy: Database = {
      ...database,
      get: (...asked) => {
        const row = database.get(...asked);
        write();
        return row;
      },
    };
    expect(() => checkHead(busy)).not.toThrow();
    expect(verdictOf(store)).toEqual(intact(4));
    database.close();
  });

  test.each([
    ['a tail that was cut off', 'DELETE FROM audit_events WHERE seq = 3', /ends with event 2.*event 3/],
    ['a head that was set back', 'UPDATE audit_head SET count = 2', /ends with event 3.*event 2/],
    ['a head that is gone', 'DELETE FROM audit_head', /there is none/],
  ])('but not over %s: that would hide it', async (title, sql, says) => {
    const path = await filled(`${title}.db`);
    tamper(path, sql);
    expect(() => openStore(path, () => 0)).toThrow(InputProblem);
    expect(() => openStore(path, () => 0)).toThrow(says);
  });
});
