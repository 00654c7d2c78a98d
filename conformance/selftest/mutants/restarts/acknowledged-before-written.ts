import type { Mutant } from '../../mutant.ts';
import { onReturn, withoutLastItems } from '../../restartable/in-database.ts';

export const acknowledgedBeforeWritten: Mutant = {
  name: 'acknowledged-before-written',
  defect: 'a reading is acknowledged before it is written, and is gone when the system goes down in between',
  requirement: 'ALR-05',
  // Which reading is the last as it goes down is chance: the item of one that was answered goes with it.
  also: ['HL7-08', 'RDG-01', 'LIM-01', 'LIM-03', 'ALR-01', 'ALR-03', 'ALR-04', 'ALR-07', 'ALR-15'],
  shows: 'after-a-fault',
  bindings: ['fhir'],
  boots: onReturn((database) => {
    withoutLastItems(database);
    database.exec('DELETE FROM reading_aliases WHERE reading_seq = (SELECT max(seq) FROM readings)');
    database.exec('DELETE FROM answered');
    // Its row stays, as nobody's: a logical id that was told once is never another reading's.
    database.exec(
      `UPDATE readings SET key = 'never written ' || seq, patient_key = 'nobody'
         WHERE seq = (SELECT max(seq) FROM readings)`,
    );
  }),
};
