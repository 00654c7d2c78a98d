import { type Database, integer } from './database.ts';

export const STAMPS_TABLE = `
CREATE TABLE stamps ("only" INTEGER PRIMARY KEY CHECK ("only" = 1), last_ms INTEGER NOT NULL) STRICT`;

export interface Stamps {
  /** The next stamp, in ms: the system time, or one ms after the last stamp if that is later. */
  next(): number;
  /**
   * The same for what nobody asks for by its stamp, and which may share it: the system time, or the last stamp if that is
   * later. Above a thousand of `next` a second, and for as long as that lasts, stamps run ahead of the clock; these do not add to it.
   */
  shared(): number;
  /** Writes the last stamp down; to be called inside the transaction that uses the stamps. */
  save(): void;
}

/**
 * Strictly increasing stamps over all writes of one store, also over a restart and a clock set back,
 * so that a reader who asks for everything since a stamp misses nothing.
 */
export const createStamps = (db: Database, now: () => number): Stamps => {
  const stored = (): number => {
    const row = db.get('SELECT last_ms FROM stamps');
    return row === undefined ? 0 : integer(row, 'last_ms');
  };
  let last = stored();
  let saved = last;
  db.onChangedElsewhere(() => {
    last = stored();
    saved = last;
  });
  return {
    next: () => {
      last = Math.max(Math.floor(now()), last + 1);
      return last;
    },
    shared: () => {
      last = Math.max(Math.floor(now()), last);
      return last;
    },
    save: () => {
      if (last === saved) return;
      db.run('INSERT INTO stamps VALUES (1, ?) ON CONFLICT ("only") DO UPDATE SET last_ms = excluded.last_ms', last);
      saved = last;
    },
  };
};
