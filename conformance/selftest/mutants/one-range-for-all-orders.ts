import type { Mutant } from '../mutant.ts';

export const oneRangeForAllOrders: Mutant = {
  name: 'one-range-for-all-orders',
  defect: 'a reading of several orders shows the limits of one',
  requirement: 'LIM-19',
  seams: {
    pipeline: (pipeline) => ({
      ...pipeline,
      readings: {
        ...pipeline.readings,
        search: (caller, query) => {
          const found = pipeline.readings.search(caller, query);
          if (!found.ok) return found;
          const entries = found.value.entries.map((entry) => ({
            ...entry,
            body: { ...entry.body, ranges: entry.body.ranges.slice(0, 1) },
          }));
          return { ...found, value: { ...found.value, entries } };
        },
      },
    }),
  },
};
