import type { Mutant } from '../mutant.ts';

export const weeksOldAlerts: Mutant = {
  name: 'weeks-old-alerts',
  defect: 'items are raised for readings of whatever age',
  requirement: 'LIM-18',
  collaborators: { mayRaise: () => true },
};
