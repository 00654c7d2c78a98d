import type { Mutant } from '../../mutant.ts';

export const latestVersionAlone: Mutant = {
  name: 'latest-version-alone',
  defect: 'the history of a corrected reading holds what it says now, and nothing that it said before',
  requirement: 'RDG-10',
  seams: {
    pipeline: (real) => ({
      ...real,
      readings: {
        ...real.readings,
        history: (caller, id, query) => {
          const found = real.readings.history(caller, id, query);
          return found.ok ? { ok: true, value: found.value.slice(0, 1) } : found;
        },
      },
    }),
  },
};
