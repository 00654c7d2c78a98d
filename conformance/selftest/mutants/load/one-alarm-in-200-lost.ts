import { shownItems } from '../../seams/between.ts';
import { manyAlarms } from '../../loads.ts';
import type { Mutant } from '../../mutant.ts';

export const oneAlarmIn200Lost: Mutant = {
  name: 'one-alarm-in-200-lost',
  defect: 'one alarm in two hundred is lost',
  requirement: 'ALR-01',
  shows: 'rarely',
  load: manyAlarms,
  make: (random) => {
    const fate = new Map<string, boolean>();
    return {
      seams: shownItems((entries) =>
        entries.filter(({ id }) => {
          const isLost = fate.get(id) ?? random.uniform() < 0.005;
          fate.set(id, isLost);
          return !isLost;
        }),
      ),
    };
  },
};
