import { shownReadings } from '../../seams/between.ts';
import { manyReadings } from '../../loads.ts';
import type { Mutant } from '../../mutant.ts';

export const oneReadingIn200Dropped: Mutant = {
  name: 'one-reading-in-200-dropped',
  defect: 'one reading in two hundred is acknowledged and dropped',
  requirement: 'RDG-01',
  shows: 'rarely',
  load: manyReadings,
  make: (random) => {
    const fate = new Map<string, boolean>();
    return {
      seams: shownReadings((entries) =>
        entries.filter(({ id }) => {
          const isLost = fate.get(id) ?? random.uniform() < 0.005;
          fate.set(id, isLost);
          return !isLost;
        }),
      ),
    };
  },
};
