import { filing } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const aCorrectionByTheSecondNameIsNew: Mutant = {
  name: 'a-correction-by-the-second-name-is-new',
  defect: 'a correction under the second identifier of a measurement is filed as another reading',
  requirement: 'RDG-10',
  check: 'RDG-21',
  also: ['RDG-01', 'RDG-11', 'LIM-01', 'ALR-01', 'ALR-02', 'ALR-12'],
  make: () => {
    const second = new Set<string>();
    return {
      seams: filing(async (file, caller, readings, terms) => {
        const sent = readings.map((reading) =>
          reading.status === 'corrected' && second.has(reading.identifier.value)
            ? { ...reading, identifier: { ...reading.identifier, value: `${reading.identifier.value}-2` } }
            : reading,
        );
        const filed = await file(caller, sent, terms);
        for (const [i, { identifier }] of filed.ok ? readings.entries() : []) {
          const stored = filed.ok ? filed.value[i]?.stored.body.reading.identifier.value : undefined;
          if (stored !== undefined && stored !== identifier.value) second.add(identifier.value);
        }
        return filed;
      }),
    };
  },
};
