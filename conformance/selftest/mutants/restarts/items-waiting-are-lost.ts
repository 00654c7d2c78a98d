import type { Mutant } from '../../mutant.ts';
import { onReturn, withoutLastItems } from '../../restartable/in-database.ts';

export const itemsWaitingAreLost: Mutant = {
  name: 'items-waiting-are-lost',
  defect: 'a reading is kept when the system goes down, and the item that it was about to raise is not',
  requirement: 'ALR-05',
  // Which reading is the last as it goes down is chance: its item may have been told before.
  also: ['LIM-01', 'LIM-03', 'ALR-01', 'ALR-03', 'ALR-04', 'ALR-07', 'ALR-15'],
  shows: 'after-a-fault',
  bindings: ['fhir'],
  boots: onReturn(withoutLastItems),
};
