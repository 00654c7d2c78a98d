import type { Mutant } from '../../mutant.ts';

export const oldReadingsNeverAlarm: Mutant = {
  name: 'old-readings-never-alarm',
  defect: 'a reading that comes more than ten minutes late raises nothing',
  requirement: 'LIM-12',
  shows: 'in-time',
  collaborators: { mayRaise: (effectiveMs, nowMs) => nowMs - effectiveMs <= 600_000 },
};
