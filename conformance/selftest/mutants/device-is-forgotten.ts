import type { Mutant } from '../mutant.ts';

export const deviceIsForgotten: Mutant = {
  name: 'device-is-forgotten',
  defect: 'a reading that is shown does not say which meter it is of',
  requirement: 'AUD-04',
  seams: {
    pipeline: (real) => ({
      ...real,
      readings: {
        ...real.readings,
        search: (caller, query) => {
          const found = real.readings.search(caller, query);
          if (!found.ok) return found;
          const entries = found.value.entries.map((entry) => {
            const { device: _, ...reading } = entry.body.reading;
            return { ...entry, body: { ...entry.body, reading } };
          });
          return { ...found, value: { ...found.value, entries } };
        },
      },
    }),
  },
};
