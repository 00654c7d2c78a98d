import { type FileReadings, filing } from '../../seams/between.ts';
import { allAtOnce } from '../../loads.ts';
import type { Mutant } from '../../mutant.ts';

export const refusedWhenBusy: Mutant = {
  name: 'refused-when-busy',
  defect: 'with more than 20 requests under way readings are acknowledged and not filed',
  requirement: 'RDG-01',
  also: ['ALR-01', 'AUD-01', 'HL7-08', 'LIM-01', 'LIM-02', 'LIM-03', 'LIM-04', 'ORD-03'],
  shows: 'under-load',
  load: allAtOnce,
  make: () => {
    let busy = 0;
    let before: Awaited<ReturnType<FileReadings>> | undefined;
    return {
      seams: filing(async (file, caller, readings, terms) => {
        busy++;
        try {
          if (busy > 20 && before !== undefined) return before;
          before = await file(caller, readings, terms);
          return before;
        } finally {
          busy--;
        }
      }),
    };
  },
};
