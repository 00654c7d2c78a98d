-- The tables of a database of version 3, as that version made them.
CREATE TABLE stamps (only INTEGER PRIMARY KEY CHECK (only = 1), last_ms INTEGER NOT NULL) STRICT;
CREATE TABLE clocks (patient_key TEXT PRIMARY KEY, ahead_ms INTEGER NOT NULL CHECK (ahead_ms >= 0)) STRICT;
CREATE TABLE patients (seq INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, stamp INTEGER NOT NULL UNIQUE, body TEXT NOT NULL) STRICT;
CREATE TABLE clinicians (seq INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, stamp INTEGER NOT NULL UNIQUE, body TEXT NOT NULL) STRICT;
CREATE TABLE pools (seq INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, stamp INTEGER NOT NULL UNIQUE, body TEXT NOT NULL) STRICT;
CREATE TABLE devices (seq INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, stamp INTEGER NOT NULL UNIQUE, body TEXT NOT NULL) STRICT;
CREATE INDEX devices_of_patient ON devices (json_extract(body, '$.patient.value'), json_extract(body, '$.patient.system'));
CREATE TABLE coverage (seq INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, stamp INTEGER NOT NULL UNIQUE, body TEXT NOT NULL) STRICT;
CREATE TABLE orders (seq INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, stamp INTEGER NOT NULL UNIQUE, body TEXT NOT NULL, patient_key TEXT NOT NULL REFERENCES patients (key),
  measure TEXT NOT NULL, status TEXT NOT NULL) STRICT;
CREATE INDEX orders_of_patient ON orders (patient_key, measure);
CREATE TABLE order_versions (order_seq INTEGER NOT NULL REFERENCES orders (seq), version INTEGER NOT NULL,
  sent_from TEXT, body TEXT NOT NULL, PRIMARY KEY (order_seq, version)) STRICT, WITHOUT ROWID;
CREATE TABLE permissions (seq INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, stamp INTEGER NOT NULL UNIQUE, body TEXT NOT NULL, patient_key TEXT NOT NULL REFERENCES patients (key),
  measure TEXT NOT NULL, UNIQUE (patient_key, measure)) STRICT;
CREATE TABLE permission_versions (permission_seq INTEGER NOT NULL REFERENCES permissions (seq), version INTEGER NOT NULL,
  body TEXT NOT NULL, PRIMARY KEY (permission_seq, version)) STRICT, WITHOUT ROWID;
CREATE TABLE readings (seq INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, stamp INTEGER NOT NULL UNIQUE, body TEXT NOT NULL, patient_key TEXT NOT NULL REFERENCES patients (key), measure TEXT NOT NULL,
  effective_ms INTEGER NOT NULL, local_day INTEGER NOT NULL, value TEXT, unit TEXT, context TEXT,
  has_result INTEGER NOT NULL, state TEXT NOT NULL) STRICT;
CREATE INDEX readings_in_time ON readings (patient_key, measure, effective_ms);
CREATE TABLE reading_contents (reading_seq INTEGER NOT NULL REFERENCES readings (seq), nr INTEGER NOT NULL,
  body TEXT NOT NULL, PRIMARY KEY (reading_seq, nr)) STRICT, WITHOUT ROWID;
CREATE TABLE reading_aliases (key TEXT PRIMARY KEY, reading_seq INTEGER NOT NULL REFERENCES readings (seq)) STRICT, WITHOUT ROWID;
CREATE TABLE reading_versions (reading_seq INTEGER NOT NULL REFERENCES readings (seq), version INTEGER NOT NULL,
  stamp INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (reading_seq, version)) STRICT, WITHOUT ROWID;
CREATE TABLE reading_orders (reading_seq INTEGER NOT NULL REFERENCES readings (seq),
  order_seq INTEGER NOT NULL REFERENCES orders (seq), version INTEGER NOT NULL, found TEXT,
  PRIMARY KEY (reading_seq, order_seq)) STRICT, WITHOUT ROWID;
CREATE TABLE items (seq INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, stamp INTEGER NOT NULL UNIQUE, body TEXT NOT NULL, order_seq INTEGER NOT NULL REFERENCES orders (seq),
  reading_seq INTEGER REFERENCES readings (seq), family TEXT NOT NULL, kind TEXT NOT NULL, status TEXT NOT NULL,
  patient_key TEXT NOT NULL, order_key TEXT NOT NULL, owner_key TEXT NOT NULL, order_version INTEGER NOT NULL,
  direction TEXT NOT NULL, anchor_ms INTEGER NOT NULL, has_own INTEGER NOT NULL DEFAULT 1,
  copy_of INTEGER REFERENCES items (seq), step INTEGER) STRICT;
CREATE UNIQUE INDEX one_open_item ON items (order_seq, reading_seq, family) WHERE status IN ('new', 'seen') AND has_own = 1;
CREATE UNIQUE INDEX one_open_gap ON items (order_seq) WHERE family = 'missing' AND status IN ('new', 'seen');
CREATE UNIQUE INDEX one_summary ON items (order_seq, anchor_ms) WHERE family = 'summary';
CREATE UNIQUE INDEX one_copy ON items (copy_of, step) WHERE copy_of IS NOT NULL;
CREATE INDEX items_of_time ON items (order_seq, family, anchor_ms) WHERE reading_seq IS NULL;
CREATE INDEX items_to_join ON items (order_seq, direction, anchor_ms) WHERE kind = 'abnormal' AND status IN ('new', 'seen');
CREATE TABLE item_members (item_seq INTEGER NOT NULL REFERENCES items (seq),
  reading_seq INTEGER NOT NULL REFERENCES readings (seq), PRIMARY KEY (reading_seq, item_seq)) STRICT, WITHOUT ROWID;
CREATE INDEX items_of_reading ON items (reading_seq);
CREATE INDEX items_of_owner ON items (owner_key, stamp);
CREATE INDEX items_of_patient ON items (patient_key, stamp);
CREATE TABLE quarantine (seq INTEGER PRIMARY KEY, patient_key TEXT NOT NULL, received_ms INTEGER NOT NULL,
  body TEXT NOT NULL, UNIQUE (patient_key, body)) STRICT;
CREATE TABLE trackers (seq INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, stamp INTEGER NOT NULL UNIQUE, body TEXT NOT NULL, patient_key TEXT NOT NULL REFERENCES patients (key)) STRICT;
CREATE INDEX trackers_of_patient ON trackers (patient_key);
CREATE TABLE sources (seq INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, stamp INTEGER NOT NULL UNIQUE, body TEXT NOT NULL) STRICT;
CREATE TABLE due (kind TEXT NOT NULL, subject INTEGER NOT NULL, patient_key TEXT NOT NULL, at_ms INTEGER NOT NULL,
  real_ms INTEGER NOT NULL, PRIMARY KEY (kind, subject)) STRICT, WITHOUT ROWID;
CREATE INDEX due_in_time ON due (real_ms, at_ms, kind, subject);
CREATE INDEX due_of_patient ON due (patient_key, real_ms, at_ms, kind, subject);
CREATE TABLE gaps (order_seq INTEGER PRIMARY KEY REFERENCES orders (seq), item_seq INTEGER REFERENCES items (seq)) STRICT;
CREATE TABLE messages (seq INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, stamp INTEGER NOT NULL UNIQUE, body TEXT NOT NULL, patient_key TEXT NOT NULL REFERENCES patients (key)) STRICT;
CREATE INDEX messages_of_patient ON messages (patient_key);
CREATE TABLE audit_events (seq INTEGER PRIMARY KEY, key TEXT NOT NULL, version INTEGER NOT NULL, stamp INTEGER NOT NULL, body TEXT NOT NULL, recorded_ms INTEGER NOT NULL, outcome TEXT NOT NULL, refusal TEXT, patient_key TEXT, entity_key TEXT, hash TEXT NOT NULL) STRICT;
CREATE INDEX audit_of_patient ON audit_events (patient_key, seq);
CREATE INDEX audit_of_entity ON audit_events (entity_key, seq);
CREATE INDEX audit_of_refusal ON audit_events (refusal, seq) WHERE refusal IS NOT NULL;
CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit_events BEGIN SELECT raise(ABORT, 'audit events never change'); END;
CREATE TRIGGER audit_never_goes BEFORE DELETE ON audit_events BEGIN SELECT raise(ABORT, 'audit events never go'); END;
CREATE TABLE audit_head (only INTEGER PRIMARY KEY CHECK (only = 1), count INTEGER NOT NULL, hash TEXT NOT NULL) STRICT;
CREATE TRIGGER audit_head_grows BEFORE UPDATE ON audit_head WHEN new.count <= old.count BEGIN SELECT raise(ABORT, 'the audit trail only grows'); END;
CREATE TRIGGER audit_head_stays BEFORE DELETE ON audit_head BEGIN SELECT raise(ABORT, 'the audit trail keeps its head'); END;
CREATE TABLE subscriptions (seq INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, stamp INTEGER NOT NULL UNIQUE, body TEXT NOT NULL, status TEXT NOT NULL, started INTEGER NOT NULL DEFAULT 0,
  last INTEGER NOT NULL DEFAULT 0, delivered INTEGER NOT NULL DEFAULT 0, removed INTEGER NOT NULL DEFAULT 0,
  CHECK (delivered BETWEEN 0 AND last)) STRICT;
CREATE INDEX subscriptions_of_status ON subscriptions (status, stamp);
CREATE TABLE subscription_headers (subscription_seq INTEGER PRIMARY KEY REFERENCES subscriptions (seq),
  headers TEXT NOT NULL) STRICT;
CREATE TABLE subscription_events (subscription_seq INTEGER NOT NULL REFERENCES subscriptions (seq),
  number INTEGER NOT NULL, item_id TEXT NOT NULL, version INTEGER NOT NULL, at_ms INTEGER NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (subscription_seq, number)) STRICT, WITHOUT ROWID;
CREATE TABLE alerts (seq INTEGER PRIMARY KEY AUTOINCREMENT, at_ms INTEGER NOT NULL, body TEXT NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0, parked TEXT) STRICT;
CREATE INDEX alerts_waiting ON alerts (seq) WHERE parked IS NULL;
CREATE INDEX alerts_parked ON alerts (seq) WHERE parked IS NOT NULL;
PRAGMA user_version = 3;
