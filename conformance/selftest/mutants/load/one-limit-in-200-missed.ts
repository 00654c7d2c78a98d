import { collaborators } from '../../../../reference-impl/collaborators.ts';
import { manyAlarms } from '../../loads.ts';
import type { Mutant } from '../../mutant.ts';

export const oneLimitIn200Missed: Mutant = {
  name: 'one-limit-in-200-missed',
  defect: 'one comparison in two hundred goes wrong',
  requirement: 'LIM-01',
  shows: 'rarely',
  load: manyAlarms,
  make: (random) => ({
    collaborators: {
      beyond: (value, interval, side) => collaborators.beyond(value, interval, side) && random.uniform() >= 0.005,
    },
  }),
};
