import { twice } from '../../seams/twice.ts';
import { manyAlarms } from '../../loads.ts';
import type { Mutant } from '../../mutant.ts';

export const oneAlarmIn200Twice: Mutant = {
  name: 'one-alarm-in-200-twice',
  defect: 'one alarm in two hundred comes twice',
  requirement: 'ALR-06',
  shows: 'rarely',
  load: manyAlarms,
  make: (random) => {
    const fate = new Map<string, boolean>();
    return {
      seams: {
        pipeline: (p) => ({
          ...p,
          inbox: twice(p.inbox, ({ id }) => {
            const isTwice = fate.get(id) ?? random.uniform() < 0.005;
            fate.set(id, isTwice);
            return isTwice;
          }),
        }),
      },
    };
  },
};
