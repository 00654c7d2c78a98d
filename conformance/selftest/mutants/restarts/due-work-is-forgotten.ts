import type { Mutant } from '../../mutant.ts';
import { onReturn } from '../../restartable/in-database.ts';

export const dueWorkIsForgotten: Mutant = {
  name: 'due-work-is-forgotten',
  defect: 'what was to happen by time (an escalation, missing data, a summary) never happens after a restart',
  requirement: 'ALR-05',
  shows: 'after-a-fault',
  bindings: ['fhir'],
  boots: onReturn((database) => database.exec('DELETE FROM due')),
};
