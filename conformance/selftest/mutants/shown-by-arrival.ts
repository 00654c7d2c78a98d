import type { Mutant } from '../mutant.ts';

export const shownByArrival: Mutant = {
  name: 'shown-by-arrival',
  defect: 'readings are shown in the order in which they came',
  requirement: 'RDG-12',
  seams: {
    pipeline: (pipeline) => ({
      ...pipeline,
      readings: {
        ...pipeline.readings,
        search: (caller, query) => {
          const found = pipeline.readings.search(caller, query);
          if (!found.ok) return found;
          const entries = found.value.entries.toSorted((a, b) => (a.lastUpdated < b.lastUpdated ? -1 : 1));
          return { ...found, value: { ...found.value, entries } };
        },
      },
    }),
  },
};
