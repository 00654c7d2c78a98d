import { type Database, integer } from '../store/database.ts';

/**
 * Which events are about a patient or a thing, by its key. It goes as far as `audit_about_end` says, and the events
 * behind that are looked through one by one: an index would be written in as many places as there are patients with
 * every commit, where thousands of events are written in one go.
 */
export const AUDIT_ABOUT_TABLES = `
CREATE TABLE audit_about (key TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (key, seq)) STRICT, WITHOUT ROWID;
CREATE TABLE audit_about_end ("only" INTEGER PRIMARY KEY CHECK ("only" = 1), seq INTEGER NOT NULL) STRICT;
INSERT INTO audit_about_end VALUES (1, 0)`;

/** Events that are taken in together. As many are looked through by a search, which takes some milliseconds. */
export const STRETCH = 2000;

/** An event may name one thing twice. Sorting them before would take longer than what it saves as they are put in. */
const TAKE_IN = `INSERT INTO audit_about (key, seq)
  SELECT patient_key, seq FROM audit_events WHERE seq > ? AND seq <= ? AND patient_key IS NOT NULL
  UNION ALL SELECT entity_key, seq FROM audit_events WHERE seq > ? AND seq <= ? AND entity_key IS NOT NULL
  AND entity_key IS DISTINCT FROM patient_key`;

export interface AuditAbout {
  /** Number of the last event that has been taken in. */
  end(): number;
  /** To be called in a transaction: takes in what is there, once it is a stretch. `count`: number of the last event. */
  follow(count: number): void;
}

export const createAuditAbout = (db: Database): AuditAbout => {
  let known: number | undefined;
  db.onRollback(() => {
    known = undefined;
  });
  const end = (): number => {
    if (known !== undefined && db.isSole) return known;
    known = integer(db.get('SELECT seq FROM audit_about_end') ?? {}, 'seq');
    return known;
  };
  return {
    end,
    follow: (count) => {
      const from = end();
      if (count - from < STRETCH) return;
      db.run(TAKE_IN, from, count, from, count);
      db.run('UPDATE audit_about_end SET seq = ?', count);
      known = count;
    },
  };
};
