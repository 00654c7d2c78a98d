import type { Reading } from '../../../../contract/domain/index.ts';
import { filing } from '../../seams/between.ts';
import { allAtOnce } from '../../loads.ts';
import type { Mutant } from '../../mutant.ts';

export const sessionsMixedUp: Mutant = {
  name: 'sessions-mixed-up',
  defect: 'of two readings that come at one instant, the later is filed with the value of the earlier',
  requirement: 'RDG-01',
  also: ['ALR-01', 'ALR-02', 'ALR-03', 'LIM-01', 'LIM-02', 'LIM-03', 'LIM-04', 'ORD-03', 'RDG-06'],
  shows: 'under-load',
  load: allAtOnce,
  make: () => {
    let under: Reading | undefined;
    return {
      seams: filing(async (file, caller, readings, terms) => {
        const other = under;
        under = readings[0];
        const mixed = readings.map((r) => (other?.measure === r.measure ? { ...r, result: other.result } : r));
        try {
          return await file(caller, mixed, terms);
        } finally {
          under = undefined;
        }
      }),
    };
  },
};
