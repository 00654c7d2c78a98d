import { expect, test } from 'vitest';
import type { AuditEvent } from '../../contract/domain/audit-event.ts';
import type { AuditQuery } from '../pipeline.ts';
import { newDatabase } from '../store/new-database.test-helper.ts';
import { openStore, type Store } from '../store/open-store.ts';
import { must } from '../world.test-helper.ts';
import { STRETCH } from './about.ts';
import { searchAudit } from './search.ts';

const patientOf = (n: number) => ({ system: 'urn:x:patient', value: String(n % 7) });

/** Every fifth names no thing, every eleventh no patient, and some name the patient as the thing. */
const eventOf = (n: number): AuditEvent => ({
  recorded: new Date(n * 1000).toISOString(),
  subject: 'reading',
  action: 'create',
  outcome: n % 3 === 0 ? 'refused' : 'ok',
  ...(n % 3 === 0 ? { refusal: 'no-permission' as const } : {}),
  who: `w${n}`,
  ...(n % 11 === 0 ? {} : { patient: patientOf(n) }),
  ...(n % 5 === 0 ? {} : { entity: n % 13 === 0 ? patientOf(n) : { system: 'urn:x:reading', value: String(n % 100) } }),
});

const write = (store: Store, from: number, to: number): Promise<void> =>
  store.writers.run(() => {
    for (let n = from; n < to; n += 1) store.tables.audit.add(eventOf(n));
  });

const filled = async (count: number, path = ':memory:'): Promise<Store> => {
  const store = openStore(path, () => 0);
  for (let n = 0; n < count; n += 700) {
    // oxlint-disable-next-line no-await-in-loop -- each in a commit of its own
    await write(store, n, Math.min(n + 700, count));
  }
  return store;
};

const same = (a: object | undefined, b: object | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Who did what a search finds, by looking at every event. */
const expected = (count: number, { patient, entity, outcome }: Omit<AuditQuery, 'count'>): readonly string[] =>
  Array.from({ length: count }, (_, n) => eventOf(n))
    .filter((event) => patient === undefined || same(event.patient, patient))
    .filter((event) => entity === undefined || same(event.entity, entity) || same(event.patient, entity))
    .filter((event) => outcome === undefined || event.outcome === outcome)
    .map(({ who }) => who);

const found = ({ tables }: Store, query: Omit<AuditQuery, 'count'>, count: number): readonly string[] => {
  const all: string[] = [];
  for (let page: string | undefined, more = true; more;) {
    const one = must(searchAudit(tables.audit, { ...query, count, ...(page === undefined ? {} : { page }) }));
    all.push(...one.entries.map(({ body }) => body.who));
    page = one.next;
    more = page !== undefined;
  }
  return all;
};

const QUERIES: readonly Omit<AuditQuery, 'count'>[] = [
  { patient: patientOf(3) },
  { entity: { system: 'urn:x:reading', value: '42' } },
  { entity: patientOf(5) },
  { patient: patientOf(2), entity: { system: 'urn:x:reading', value: '2' } },
  { patient: patientOf(4), outcome: 'refused' },
  { patient: { system: 'urn:x:patient', value: 'nobody' } },
  { outcome: 'ok' },
];

test.each([
  [STRETCH - 1, ':memory:'],
  [STRETCH + 1, newDatabase()],
  [2 * STRETCH + 900, ':memory:'],
])('of %i events each search finds all that there are, in their order, page by page', async (count, path) => {
  const store = await filled(count, path);
  for (const query of QUERIES)
    for (const size of [17, 1000])
      expect(found(store, query, size), JSON.stringify(query)).toEqual(expected(count, query));
});

test('what was taken in and then undone is taken in again', async () => {
  const store = await filled(STRETCH - 10);
  expect(store.tables.audit.about.end()).toBe(0);
  store.database.run(
    "CREATE TEMP TRIGGER full BEFORE UPDATE ON audit_about_end BEGIN SELECT raise(ABORT, 'undone'); END",
  );
  await expect(write(store, STRETCH - 10, STRETCH + 10)).rejects.toThrow('undone');
  store.database.run('DROP TRIGGER full');
  await write(store, STRETCH - 10, STRETCH + 10);
  expect(store.tables.audit.about.end()).toBe(STRETCH + 10);
  const query = { patient: patientOf(1) };
  expect(found(store, query, 1000)).toEqual(expected(STRETCH + 10, query));
});

test('a patient of many is found without looking through everybody', async () => {
  const { database } = await filled(STRETCH + 1);
  const plan = database
    .all(
      'EXPLAIN QUERY PLAN SELECT body FROM audit_events JOIN (SELECT key AS about, seq AS nr FROM audit_about) AS a ON a.nr = seq WHERE a.about = ? AND a.nr > ? AND patient_key = ? ORDER BY a.nr LIMIT ?',
      'k',
      0,
      'k',
      10,
    )
    .map(({ detail }) => String(detail));
  expect(plan).toEqual([
    expect.stringContaining('SEARCH audit_about USING PRIMARY KEY (key=? AND seq>?)'),
    expect.stringContaining('SEARCH audit_events USING INTEGER PRIMARY KEY'),
  ]);
});
