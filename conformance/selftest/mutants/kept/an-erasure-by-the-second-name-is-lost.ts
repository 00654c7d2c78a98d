import { filing } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const anErasureByTheSecondNameIsLost: Mutant = {
  name: 'an-erasure-by-the-second-name-is-lost',
  defect: 'an erasure under the second identifier of a measurement is acknowledged, and the reading stands',
  requirement: 'RDG-11',
  check: 'RDG-21',
  also: ['ALR-12'],
  make: () => {
    const second = new Set<string>();
    return {
      seams: filing(async (file, caller, readings, terms) => {
        const sent = readings.map((reading) =>
          reading.status === 'entered-in-error' && second.has(reading.identifier.value)
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
