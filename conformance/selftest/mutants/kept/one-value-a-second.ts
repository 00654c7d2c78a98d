import { filing } from '../../seams/between.ts';
import type { Reading } from '../../../../contract/domain/index.ts';
import type { Mutant } from '../../mutant.ts';

export const oneValueASecond: Mutant = {
  name: 'one-value-a-second',
  defect: 'two values that one meter has measured in one second are taken for one reading',
  requirement: 'RDG-01',
  check: 'RDG-18',
  also: ['LIM-01', 'ALR-01', 'HL7-08', 'LIM-04', 'ALR-03'],
  make: () => {
    const first = new Map<string, Reading>();
    return {
      seams: filing(async (file, caller, readings, terms) =>
        file(
          caller,
          readings.map((reading) => {
            const { patient, device, effective, measure } = reading;
            const about = [patient.value, device?.value, effective, measure].join(' ');
            const known = first.get(about) ?? reading;
            first.set(about, known);
            return known.status === reading.status ? { ...reading, result: known.result } : reading;
          }),
          terms,
        ),
      ),
    };
  },
};
