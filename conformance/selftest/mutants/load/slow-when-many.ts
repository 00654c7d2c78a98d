import { shownItems } from '../../seams/between.ts';
import { moreAlarms } from '../../loads.ts';
import type { Mutant } from '../../mutant.ts';

export const slowWhenMany: Mutant = {
  name: 'slow-when-many',
  defect: 'with a thousand alarms on file each new one takes a second longer',
  requirement: 'ALR-01',
  shows: 'under-load',
  load: moreAlarms,
  make: () => {
    const from = new Map<string, number>();
    return {
      seams: shownItems((entries) =>
        entries.filter(({ id }) => {
          const known = from.get(id) ?? performance.now() + Math.floor(from.size / 1000) * 1000;
          from.set(id, known);
          return performance.now() >= known;
        }),
      ),
    };
  },
};
