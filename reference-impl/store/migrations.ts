import type { Ddl } from './database.ts';

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
};
