import { type Database, integer } from '../store/database.ts';

export const ASSERTIONS_TABLE = `CREATE TABLE used_assertions (client TEXT NOT NULL, jti TEXT NOT NULL, until_s INTEGER NOT NULL, PRIMARY KEY (client, jti)) STRICT;
CREATE INDEX used_assertions_until ON used_assertions (until_s)`;

/** One client's assertions that are remembered at one time; an honest client uses a few in five minutes. */
export const MOST_OF_A_CLIENT = 3000;
/** Kept this long after they ended: a system clock that is set back a little makes none of them usable again. */
const KEPT_AFTER_S = 300;

/** What became of an assertion that was shown: `used` before, or the client has shown `too-many`. */
export type TakenUp = 'taken-up' | 'used' | 'too-many';

export interface AssertionTable {
  /** Remembers an assertion until it has ended, `untilS`; to be called inside a transaction. Times are seconds since 1970. */
  takeUp(client: string, jti: string, untilS: number, nowS: number): TakenUp;
}

/** Assertions that were used, by client and `jti`. On the disk: a restart, or another instance, knows them too. */
export const createAssertionTable = (db: Database): AssertionTable => ({
  takeUp: (client, jti, untilS, nowS) => {
    db.run('DELETE FROM used_assertions WHERE until_s <= ?', nowS - KEPT_AFTER_S);
    const held = db.get('SELECT count(*) AS held FROM used_assertions WHERE client = ?', client) ?? {};
    if (integer(held, 'held') >= MOST_OF_A_CLIENT) return 'too-many';
    // The database alone decides: what two instances are shown at once, one of them takes up.
    const row = db.get(
      'INSERT INTO used_assertions (client, jti, until_s) VALUES (?, ?, ?) ON CONFLICT DO NOTHING RETURNING until_s',
      client,
      jti,
      Math.ceil(untilS),
    );
    return row === undefined ? 'used' : 'taken-up';
  },
});
