import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../store/open-store.ts';
import { type Cluster, noPostgres, onPostgres, startCluster } from '../store/postgres/cluster.ts';
import { asked } from '../store/postgres/server.test-helper.ts';
import { AUDIT_COLUMNS } from './columns.ts';
import { proveTrail } from './prove-trail.ts';
import { eventOfNumber } from './trail.test-helper.ts';
import { STEP } from './trail-source.ts';

const COLUMNS = AUDIT_COLUMNS.join(', ');
let cluster: Cluster;

/** A trail of so many events. */
const trail = async (schema: string, events: number): Promise<string> => {
  const url = cluster.of(schema);
  const store = openStore(url, () => 0);
  await store.writers.run(() => {
    for (let n = 1; n <= events; n += 1) store.tables.audit.add(eventOfNumber(n));
  });
  store.database.close();
  return url;
};

/** The event at which it is broken; undefined: it is intact. */
const brokenAt = async (url: string): Promise<number | undefined> => {
  const verdict = await proveTrail(url);
  return verdict.intact ? undefined : verdict.broken.event;
};

describe.skipIf(noPostgres !== undefined)(`a trail ${onPostgres}`, () => {
  beforeAll(async () => {
    cluster = await startCluster();
  });
  afterAll(async () => cluster.remove());

  test('is proved over more than one part, and an event that is there twice is told of, also between two parts', async () => {
    const url = await trail('twice', STEP + 1);
    expect(await brokenAt(url)).toBeUndefined();
    await asked(
      url,
      'ALTER TABLE audit_events DROP CONSTRAINT audit_events_pkey',
      `INSERT INTO audit_events SELECT ${COLUMNS}, hash FROM audit_events WHERE seq = ${STEP}`,
    );
    expect(await brokenAt(url)).toBe(STEP + 1);
  });

  test.each([
    ['its head', 'audit_head', 3],
    ['its events', 'audit_events', 1],
  ])('tells of %s, where the whole table was taken away', async (_title, table, event) => {
    const url = await trail(`without_${table}`, 2);
    await asked(url, `DROP TABLE ${table}`);
    expect(await brokenAt(url)).toBe(event);
  });

  test.each([
    ['its head', 'audit_head', 'hash', 3],
    ['its events', 'audit_events', 'outcome', 1],
  ])('tells of %s, where a whole column was taken away', async (_title, table, column, event) => {
    const url = await trail(`lacks_${column}`, 2);
    await asked(url, `ALTER TABLE ${table} DROP COLUMN ${column}`);
    expect(await brokenAt(url)).toBe(event);
  });
});
