import type { Reading } from '../../../../contract/domain/index.ts';
import { filing } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const sessionsMixedUp: Mutant = {
  name: 'sessions-mixed-up',
  defect: 'of two readings that come at one instant, the later is filed with the value of the earlier',
  requirement: 'RDG-01',
  shows: 'under-load',
  needsLoad: 'two requests have to be under way at one instant; in a check that is chance',
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
