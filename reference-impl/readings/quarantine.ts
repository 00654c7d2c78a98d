import type { Reading } from '../../contract/domain/reading.ts';
import { keyOf } from '../../contract/domain/identifier.ts';
import type { Database } from '../store/database.ts';

export const QUARANTINE_TABLE = `
CREATE TABLE quarantine (seq INTEGER PRIMARY KEY, patient_key TEXT NOT NULL, received_ms INTEGER NOT NULL,
  body TEXT NOT NULL, UNIQUE (patient_key, body)) STRICT`;

/** Readings of the future, taken aside: nobody finds them, no rule counts them, their identifiers are free. */
export interface QuarantineTable {
  /** The same content again is there already. */
  add(reading: Reading, receivedMs: number): void;
}

export const createQuarantine = (db: Database): QuarantineTable => ({
  add: (reading, receivedMs) =>
    db.run(
      'INSERT INTO quarantine (patient_key, received_ms, body) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
      keyOf(reading.patient),
      receivedMs,
      JSON.stringify(reading),
    ),
});
