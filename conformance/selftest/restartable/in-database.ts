import { DatabaseSync } from 'node:sqlite';
import type { Boot } from '../defect.ts';

/** Something done to the database of a reference each time it comes back, before it has begun. */
export const onReturn =
  (change: (database: DatabaseSync) => void) =>
  ({ life, databasePath }: Boot): void => {
    if (life === 1) return;
    const database = new DatabaseSync(databasePath);
    try {
      database.exec('PRAGMA foreign_keys = OFF');
      change(database);
    } finally {
      database.close();
    }
  };

/** Items that the last reading raised, as a query of their numbers. */
const LAST_ITEMS = `SELECT seq FROM items WHERE family = 'limits' AND reading_seq = (SELECT max(seq) FROM readings)`;

/** Takes away what the last reading raised, and the reading stays. */
export const withoutLastItems = (database: DatabaseSync): void => {
  database.exec(`DELETE FROM due WHERE kind = 'escalation' AND subject IN (${LAST_ITEMS})`);
  database.exec(`DELETE FROM item_members WHERE item_seq IN (${LAST_ITEMS})`);
  database.exec(`DELETE FROM items WHERE seq IN (${LAST_ITEMS})`);
};
