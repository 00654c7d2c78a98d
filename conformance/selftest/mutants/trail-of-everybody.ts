import type { Mutant } from '../mutant.ts';

export const trailOfEverybody: Mutant = {
  name: 'trail-of-everybody',
  defect: 'whoever asks for the trail of one patient is shown those of all',
  requirement: 'AUD-05',
  seams: {
    pipeline: (real) => ({
      ...real,
      audit: {
        ...real.audit,
        search: (caller, query) => {
          const { patient: _, ...all } = query;
          return real.audit.search(caller, all);
        },
      },
    }),
  },
};
