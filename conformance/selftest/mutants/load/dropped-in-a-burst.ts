import { shownItems } from '../../seams/between.ts';
import { manyAlarms } from '../../loads.ts';
import type { Mutant } from '../../mutant.ts';

export const droppedInABurst: Mutant = {
  name: 'dropped-in-a-burst',
  defect: 'of more than fifty alarms a second the rest is lost',
  requirement: 'ALR-01',
  also: ['LIM-01', 'LIM-02', 'LIM-03', 'LIM-04', 'ORD-03'],
  shows: 'under-load',
  load: manyAlarms,
  make: () => {
    const at = new Map<string, number>();
    const kept = new Set<string>();
    return {
      seams: shownItems((entries) =>
        entries.filter(({ id }) => {
          if (at.has(id)) return kept.has(id);
          const now = performance.now();
          at.set(id, now);
          const lately = [...at.values()].filter((then) => now - then < 1000).length;
          if (lately <= 50) kept.add(id);
          return kept.has(id);
        }),
      ),
    };
  },
};
