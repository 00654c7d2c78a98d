import { filing } from '../../seams/between.ts';
import type { Reading } from '../../../../contract/domain/index.ts';
import type { Mutant } from '../../mutant.ts';

export const sameWithoutAMeter: Mutant = {
  name: 'same-without-a-meter',
  defect: 'two readings of no named meter, of one second and value, are taken for one',
  requirement: 'RDG-01',
  check: 'RDG-18',
  also: ['LIM-01', 'ALR-01', 'HL7-08'],
  make: () => {
    const first = new Map<string, Reading>();
    return {
      seams: filing(async (file, caller, readings, terms) =>
        file(
          caller,
          readings.map((reading) => {
            const { patient, device, effective, measure, result } = reading;
            const about = [patient.value, device?.value, effective, measure, JSON.stringify(result)].join(' ');
            const known = first.get(about) ?? reading;
            first.set(about, known);
            return device === undefined ? { ...reading, identifier: known.identifier } : reading;
          }),
          terms,
        ),
      ),
    };
  },
};
