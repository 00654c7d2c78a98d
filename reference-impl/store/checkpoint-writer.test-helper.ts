/** Writes rows of a page each, 250 a commit, to the database PATH, and prints the number of the last one once it is on the disk. */
import { integer } from './database.ts';
import { openSqlite } from './sqlite.ts';

const db = openSqlite(process.argv[2] ?? '', { syncsAside: true });
db.transaction(() => db.run('CREATE TABLE IF NOT EXISTS t (n INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT'));
let last = integer(db.get('SELECT coalesce(max(n), 0) AS n FROM t') ?? {}, 'n');
for (;;) {
  db.transaction(() => {
    for (let i = 0; i < 250; i += 1) db.run('INSERT INTO t VALUES (?, ?)', (last += 1), 'x'.repeat(3500));
  });
  // oxlint-disable-next-line no-await-in-loop -- one commit after the other, as writers wait for it
  await db.whenKept();
  console.log(last);
}
