import { type Database, integer, text } from '../store/database.ts';
import { type Answered, AnsweredBefore, isToBeKept, mayStillBeAnswered } from './answered.ts';

/** `nr`: the order in which they were kept; of several processes two may have one number. */
export const ANSWERED_TABLE = `CREATE TABLE answered (key TEXT PRIMARY KEY, digest TEXT NOT NULL, answer TEXT NOT NULL, refused TEXT,
  at_ms INTEGER NOT NULL, nr INTEGER NOT NULL) STRICT;
CREATE INDEX answered_in_order ON answered (nr)`;

/** How many answers are remembered, and for how long: whoever repeats a message does so within hours. */
export interface AnsweredBounds {
  readonly most: number;
  readonly mostMs: number;
}
const BOUNDS: AnsweredBounds = { most: 100_000, mostMs: 7 * 24 * 3_600_000 };
/** So often is it seen to that there are not too many; each time at most so many are old enough to go. */
const EVERY = 500;
const AT_ONCE = 1000;

export interface AnsweredTable {
  /** What was answered under a key. Keys are of a length that an index takes. */
  of(key: string): Answered | undefined;
  /**
   * Keeps an answer, inside the transaction of what it tells of; gives what stands from now on. Throws AnsweredBefore
   * where another message, or this one with success, was answered under the key. `before`: what `check` found in this
   * transaction; unsaid it is looked for.
   */
  keep(key: string, answered: Answered, before?: Before): Answered;
  /** Throws AnsweredBefore where `keep` would, whatever comes of the message. */
  check(key: string, digest: string): Before;
}

/** What stands under a key, if anything does. */
export interface Before {
  readonly standing: Answered | undefined;
}

const PUT = `INSERT INTO answered (key, digest, answer, refused, at_ms, nr)
  VALUES (?, ?, ?, ?, ?, (SELECT coalesce(max(nr), 0) + 1 FROM answered))
  ON CONFLICT (key) DO UPDATE SET digest = excluded.digest, answer = excluded.answer, refused = excluded.refused,
  at_ms = excluded.at_ms, nr = excluded.nr`;

/** `now`: system time, ms. */
export const createAnsweredTable = (
  db: Database,
  now: () => number,
  { most, mostMs }: AnsweredBounds = BOUNDS,
): AnsweredTable => {
  let kept = 0;
  const of = (key: string): Answered | undefined => {
    const row = db.get('SELECT digest, answer, refused, at_ms FROM answered WHERE key = ?', key);
    if (row === undefined || integer(row, 'at_ms') < now() - mostMs) return undefined;
    const refused = row['refused'] === null ? {} : { refused: text(row, 'refused') };
    return { digest: text(row, 'digest'), text: text(row, 'answer'), ...refused };
  };
  const letGo = (): void => {
    kept += 1;
    if (kept % Math.min(EVERY, most) !== 0) return;
    db.run('DELETE FROM answered WHERE nr <= (SELECT coalesce(max(nr), 0) FROM answered) - ?', most);
    db.run(
      'DELETE FROM answered WHERE nr IN (SELECT nr FROM answered ORDER BY nr LIMIT ?) AND at_ms < ?',
      AT_ONCE,
      Math.floor(now() - mostMs),
    );
  };
  return {
    of,
    check: (key, digest) => {
      const standing = of(key);
      if (standing !== undefined && !mayStillBeAnswered(standing, digest)) throw new AnsweredBefore(standing);
      return { standing };
    },
    keep: (key, answered, { standing } = { standing: of(key) }) => {
      if (!isToBeKept(standing, answered)) return standing ?? answered;
      db.run(PUT, key, answered.digest, answered.text, answered.refused ?? null, Math.floor(now()));
      letGo();
      return answered;
    },
  };
};
