import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, test } from 'vitest';
import { proveTrail } from '../audit/prove-trail.ts';
import { createPipeline } from '../app.ts';
import {
  EHR,
  GATEWAY,
  JANE,
  METER,
  must,
  orderOf,
  permissionOf,
  portalOf,
  readingOf,
  RIVERA,
  START,
} from '../world.test-helper.ts';
import { MIGRATIONS } from './migrations.ts';
import { SCHEMA_VERSION } from './schema.ts';

const directory = mkdtempSync(join(tmpdir(), 'vitalproof-migrations-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** What undoes each step, the latest first: what a database of that version was. */
const BACK: Readonly<Record<number, string>> = {
  6: `PRAGMA foreign_keys = OFF;
    CREATE TABLE readings_6 (seq INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, stamp INTEGER NOT NULL UNIQUE, body TEXT NOT NULL,
    patient_key TEXT NOT NULL REFERENCES patients (key), measure TEXT NOT NULL, effective_ms INTEGER NOT NULL, local_day INTEGER NOT NULL,
    value TEXT, unit TEXT, context TEXT, has_result INTEGER NOT NULL, state TEXT NOT NULL) STRICT;
    INSERT INTO readings_6 SELECT seq, key, version, stamp, body, patient_key, measure, effective_ms, local_day, value, unit, context,
    has_result, state FROM readings;
    INSERT INTO reading_orders SELECT seq, order_seq, order_version, found FROM readings WHERE order_seq IS NOT NULL;
    DROP TABLE readings; ALTER TABLE readings_6 RENAME TO readings;
    CREATE INDEX readings_in_time ON readings (patient_key, measure, effective_ms)`,
  5: `DROP TABLE audit_about; DROP TABLE audit_about_end; CREATE INDEX audit_of_patient ON audit_events (patient_key, seq);
    CREATE INDEX audit_of_entity ON audit_events (entity_key, seq)`,
  4: 'DROP TABLE answered',
  3: `DROP TABLE used_assertions; DROP INDEX devices_of_patient; ALTER TABLE devices DROP COLUMN patient_key;
    CREATE INDEX devices_of_patient ON devices (json_extract(body, '$.patient.value'), json_extract(body, '$.patient.system'))`,
};

/** The tables as a version that was given to somebody made them. */
const madeBy = (version: number): string => join(import.meta.dirname, 'versions', `${version}.sql`);

const filled = async (path: string): Promise<void> => {
  const pipeline = createPipeline({ databasePath: path, now: () => START });
  const person = { identifier: JANE, family: 'Doe', given: 'Jane', gender: 'female', birthDate: '1970-01-15' } as const;
  must(await pipeline.people.patient(EHR, person));
  must(
    await pipeline.people.device(GATEWAY, {
      identifier: METER,
      patient: JANE,
      kind: 'glucometer',
      manufacturer: 'Acme',
      model: 'M1',
    }),
  );
  must(await pipeline.people.clinician(EHR, { identifier: RIVERA, family: 'Rivera', given: 'Ana' }));
  for (const value of ['PLC-1', 'PLC-2'])
    must(await pipeline.orders.submit(EHR, orderOf({ identifier: { system: 'urn:example:ehr:placer', value } })));
  must(await pipeline.permissions.set(portalOf(JANE), permissionOf()));
  const [high, normal] = [readingOf('170'), readingOf('110', 'mg/dL', { effective: '2026-03-03T05:59:00-05:00' })];
  must(await pipeline.readings.file(GATEWAY, [high, normal]));
  must(await pipeline.readings.file(GATEWAY, [{ ...high, status: 'corrected', effective: normal.effective }]));
  await pipeline.close();
};

const rowsOf = (path: string, ...statements: readonly string[]): unknown => {
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    return statements.map((sql) => db.prepare(sql).all());
  } finally {
    db.close();
  }
};

/** Readings, under which orders they are, and what refers to them. */
const readingsOf = (path: string): unknown =>
  rowsOf(
    path,
    'SELECT * FROM readings ORDER BY seq',
    'SELECT * FROM reading_orders ORDER BY 1, 2',
    'SELECT * FROM reading_versions ORDER BY 1, 2',
    'SELECT * FROM item_members ORDER BY 1, 2',
    'PRAGMA foreign_key_check',
  );

const tablesOf = (path: string): unknown => {
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    return db
      .prepare(
        'SELECT m.type, m.name, c.name AS col, c.type AS kind FROM sqlite_schema m LEFT JOIN pragma_table_xinfo(m.name) c ORDER BY 1, 2, 3',
      )
      .all();
  } finally {
    db.close();
  }
};

/** A database of an older version, of one of today. */
const aged = (path: string, version: number): void => {
  const db = new DatabaseSync(path);
  for (let at = SCHEMA_VERSION - 1; at >= version; at -= 1) db.exec(BACK[at] ?? '');
  db.exec(`PRAGMA user_version = ${version}`);
  db.close();
};

describe('a database of an older version', () => {
  test.each(Object.keys(MIGRATIONS).map(Number))(
    'of %i has the tables of today after it is opened, and all that was in it',
    async (version) => {
      const path = join(directory, `of-${version}.db`);
      await filled(path);
      const [today, readings] = [tablesOf(path), readingsOf(path)];
      aged(path, version);
      expect(tablesOf(path)).not.toEqual(today);
      if (existsSync(madeBy(version))) {
        const made = join(directory, `made-by-${version}.db`);
        const db = new DatabaseSync(made);
        db.exec(readFileSync(madeBy(version), 'utf8'));
        db.close();
        expect(tablesOf(path), 'as that version made it').toEqual(tablesOf(made));
      }
      expect((await proveTrail(path)).intact).toBe(true);
      const pipeline = createPipeline({ databasePath: path });
      const found = pipeline.people.find('Device', METER);
      expect(found?.body).toMatchObject({ patient: JANE });
      await pipeline.close();
      expect(tablesOf(path)).toEqual(today);
      expect(readingsOf(path)).toEqual(readings);
      const db = new DatabaseSync(path, { readOnly: true });
      expect(db.prepare('SELECT patient_key FROM devices').all()).toEqual([
        { patient_key: `${JANE.system}|${JANE.value}` },
      ]);
      expect(db.prepare('PRAGMA user_version').get()).toEqual({ user_version: SCHEMA_VERSION });
      db.close();
    },
  );

  test('has a step from every version on', () => {
    const from = Object.keys(MIGRATIONS).map(Number);
    expect(from).toEqual(from.map((_, nr) => SCHEMA_VERSION - from.length + nr));
  });

  test('is left as it is where a step fails', async () => {
    const path = join(directory, 'fails.db');
    await filled(path);
    aged(path, 3);
    const raw = new DatabaseSync(path);
    raw.exec('DROP INDEX devices_of_patient');
    raw.close();
    const before = tablesOf(path);
    expect(() => createPipeline({ databasePath: path })).toThrow(/devices_of_patient/);
    expect(tablesOf(path)).toEqual(before);
  });

  test('is left as it is where a row refers to none', async () => {
    const path = join(directory, 'refers.db');
    await filled(path);
    aged(path, 6);
    const raw = new DatabaseSync(path, { enableForeignKeyConstraints: false });
    raw.exec('UPDATE item_members SET reading_seq = 99');
    raw.close();
    const before = tablesOf(path);
    expect(() => createPipeline({ databasePath: path })).toThrow(/a row of item_members refers to none of readings/);
    expect(tablesOf(path)).toEqual(before);
  });

  test('of before the oldest step is refused with its version', async () => {
    const path = join(directory, 'too-old.db');
    await filled(path);
    aged(path, 3);
    const raw = new DatabaseSync(path);
    raw.exec('PRAGMA user_version = 2');
    raw.close();
    expect(() => createPipeline({ databasePath: path })).toThrow(/schema version 2, of an earlier version/);
  });
});
