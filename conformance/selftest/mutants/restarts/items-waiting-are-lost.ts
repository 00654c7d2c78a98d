import type { Mutant } from '../../mutant.ts';
import { onReturn, withoutLastItems } from '../../restartable/in-database.ts';

export const itemsWaitingAreLost: Mutant = {
  name: 'items-waiting-are-lost',
  defect: 'a reading is kept when the system goes down, and the item that it was about to raise is not',
  requirement: 'ALR-05',
  shows: 'after-a-fault',
  boots: onReturn(withoutLastItems),
};
