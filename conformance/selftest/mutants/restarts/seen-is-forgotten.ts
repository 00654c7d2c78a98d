import type { Mutant } from '../../mutant.ts';
import { onReturn } from '../../restartable/in-database.ts';

export const seenIsForgotten: Mutant = {
  name: 'seen-is-forgotten',
  defect: 'after a restart an item that somebody has seen is new again',
  requirement: 'ALR-07',
  also: ['ALR-02', 'CLK-02'],
  check: 'ALR-05',
  shows: 'after-a-fault',
  bindings: ['fhir'],
  boots: onReturn((database) => {
    database.exec(
      `UPDATE items SET status = 'new', body = json_set(body, '$.status', 'new'), version = version + 1,
         stamp = (SELECT max(last_ms) FROM stamps) + seq WHERE status = 'seen'`,
    );
    // Stamps are given once each.
    database.exec('UPDATE stamps SET last_ms = last_ms + 1000');
  }),
};
