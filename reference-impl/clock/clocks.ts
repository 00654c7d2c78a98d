import { type Identifier, keyOf } from '../../contract/domain/identifier.ts';
import { type Database, integer } from '../store/database.ts';
import { Memo } from '../store/memo.ts';

export const CLOCKS_TABLE = `
CREATE TABLE clocks (patient_key TEXT PRIMARY KEY, ahead_ms INTEGER NOT NULL CHECK (ahead_ms >= 0)) STRICT`;

/** The row of the whole system: no patient's key is empty. */
const SYSTEM_KEY = '';
/** Clocks that are kept at hand. */
const AT_HAND = 10_000;

/**
 * Virtual time: the system's, plus how far the system and the patient were set ahead. It runs at real
 * speed between advances.
 */
export interface Clocks {
  /** Virtual now in ms. */
  now(patient?: Identifier): number;
  /** The system's own now, ms. */
  real(): number;
  /** When, by the system's own time, the clock of a patient shows an instant. */
  realMs(atMs: number, patient: Identifier): number;
  /** The latest that any clock shows: the system's, and how far a patient's is ahead of it. */
  latest(): number;
  /** Sets the clock of a patient, or of the system, further ahead by `byMs`. */
  ahead(byMs: number, patient?: Identifier): void;
}

export const createClocks = (db: Database, systemNow: () => number): Clocks => {
  /** Asked for several times with every reading. */
  const memo = new Memo<number>(db, AT_HAND);
  const read = (key: string): number => {
    const row = db.get('SELECT ahead_ms FROM clocks WHERE patient_key = ?', key);
    return row === undefined ? 0 : integer(row, 'ahead_ms');
  };
  const aheadOf = (key: string): number => memo.get(key, () => read(key));
  const aheadFor = (patient: Identifier | undefined): number =>
    aheadOf(SYSTEM_KEY) + (patient === undefined ? 0 : aheadOf(keyOf(patient)));
  return {
    now: (patient) => Math.floor(systemNow()) + aheadFor(patient),
    real: () => Math.floor(systemNow()),
    latest: () => {
      const most = db.get('SELECT coalesce(max(ahead_ms), 0) AS ms FROM clocks WHERE patient_key <> ?', SYSTEM_KEY);
      return Math.floor(systemNow()) + aheadOf(SYSTEM_KEY) + integer(most ?? {}, 'ms');
    },
    realMs: (atMs, patient) => atMs - aheadFor(patient),
    ahead: (byMs, patient) => {
      const key = patient === undefined ? SYSTEM_KEY : keyOf(patient);
      memo.forget(key);
      db.run(
        'INSERT INTO clocks VALUES (?, ?) ON CONFLICT (patient_key) DO UPDATE SET ahead_ms = clocks.ahead_ms + excluded.ahead_ms',
        key,
        byMs,
      );
    },
  };
};
