import { type FileReadings, filing } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const trueReadingsTakenForOne: Mutant = {
  name: 'true-readings-taken-for-one',
  defect: 'two readings of the same value on one morning are taken for one: the second is acknowledged and dropped',
  requirement: 'ALR-01',
  check: 'ALR-06',
  also: ['LIM-05', 'AUD-01'],
  make: () => {
    const first = new Map<string, Awaited<ReturnType<FileReadings>>>();
    return {
      seams: filing(async (file, caller, readings, terms) => {
        const [reading] = readings;
        const value = reading?.result.kind === 'value' ? reading.result.quantity.value : '';
        const key = `${reading?.patient.value} ${value}`;
        const before = first.get(key);
        if (before !== undefined) return before;
        const filed = await file(caller, readings, terms);
        if (filed.ok) first.set(key, filed);
        return filed;
      }),
    };
  },
};
