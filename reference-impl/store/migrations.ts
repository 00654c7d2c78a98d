import type { Ddl } from './database.ts';

/** What of the step from 6 is alike: the first order of a reading is in its own row now. */
const IN_ITS_ROW = `CREATE UNIQUE INDEX readings_changed ON readings (stamp) WHERE version > 1;
DELETE FROM reading_orders WHERE order_seq = (SELECT r.order_seq FROM readings r WHERE r.seq = reading_orders.reading_seq)`;

/**
 * What makes the tables of the next version of those of each. A step says what it does in full and never changes
 * again: what it names may look otherwise in later versions.
 */
export const MIGRATIONS: Readonly<Record<number, Ddl>> = {
  // No database of version 3 was on PostgreSQL.
  3: {
    sqlite: `
ALTER TABLE devices ADD COLUMN patient_key TEXT NOT NULL DEFAULT '';
UPDATE devices SET patient_key = json_extract(body, '$.patient.system') || '|' || json_extract(body, '$.patient.value');
DROP INDEX devices_of_patient;
CREATE INDEX devices_of_patient ON devices (patient_key);
CREATE TABLE used_assertions (client TEXT NOT NULL, jti TEXT NOT NULL, until_s INTEGER NOT NULL, PRIMARY KEY (client, jti)) STRICT;
CREATE INDEX used_assertions_until ON used_assertions (until_s)`,
    postgres: '',
  },
  4: `CREATE TABLE answered (key TEXT PRIMARY KEY, digest TEXT NOT NULL, answer TEXT NOT NULL, refused TEXT, at_ms INTEGER NOT NULL, nr INTEGER NOT NULL) STRICT;
CREATE INDEX answered_in_order ON answered (nr)`,
  5: `CREATE TABLE audit_about (key TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (key, seq)) STRICT, WITHOUT ROWID;
CREATE TABLE audit_about_end ("only" INTEGER PRIMARY KEY CHECK ("only" = 1), seq INTEGER NOT NULL) STRICT;
INSERT INTO audit_about_end SELECT 1, coalesce(max(seq), 0) FROM audit_events;
INSERT INTO audit_about (key, seq) SELECT DISTINCT key, seq FROM (SELECT patient_key AS key, seq FROM audit_events
  WHERE patient_key IS NOT NULL UNION ALL SELECT entity_key AS key, seq FROM audit_events WHERE entity_key IS NOT NULL) AS named;
DROP INDEX audit_of_patient;
DROP INDEX audit_of_entity`,
  6: {
    // SQLite takes no constraint away from a table: it is made anew. Foreign keys are off meanwhile, and checked behind it.
    sqlite: `
CREATE TABLE readings_7 (seq INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, stamp INTEGER NOT NULL, body TEXT NOT NULL,
  patient_key TEXT NOT NULL REFERENCES patients (key), measure TEXT NOT NULL, effective_ms INTEGER NOT NULL, local_day INTEGER NOT NULL,
  value TEXT, unit TEXT, context TEXT, has_result INTEGER NOT NULL, state TEXT NOT NULL,
  order_seq INTEGER REFERENCES orders (seq), order_version INTEGER, found TEXT) STRICT;
INSERT INTO readings_7 SELECT r.seq, r.key, r.version, r.stamp, r.body, r.patient_key, r.measure, r.effective_ms, r.local_day, r.value, r.unit,
  r.context, r.has_result, r.state, u.order_seq, u.version, u.found FROM readings r LEFT JOIN reading_orders u ON u.reading_seq = r.seq
  AND u.order_seq = (SELECT min(order_seq) FROM reading_orders WHERE reading_seq = r.seq) ORDER BY r.seq;
DROP TABLE readings;
ALTER TABLE readings_7 RENAME TO readings;
CREATE INDEX readings_in_time ON readings (patient_key, measure, effective_ms);
${IN_ITS_ROW}`,
    postgres: `
ALTER TABLE readings ADD COLUMN order_seq INTEGER REFERENCES orders (seq);
ALTER TABLE readings ADD COLUMN order_version INTEGER;
ALTER TABLE readings ADD COLUMN found TEXT;
ALTER TABLE readings DROP CONSTRAINT readings_stamp_key;
UPDATE readings SET order_seq = u.order_seq, order_version = u.version, found = u.found FROM reading_orders u
  WHERE u.reading_seq = readings.seq AND u.order_seq = (SELECT min(order_seq) FROM reading_orders WHERE reading_seq = readings.seq);
${IN_ITS_ROW}`,
  },
};
