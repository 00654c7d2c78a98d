import type { Mutant } from '../../mutant.ts';

export const firstPageAlone: Mutant = {
  name: 'first-page-alone',
  defect: 'of a patient with many readings the first page is shown, and nothing says that there are more',
  requirement: 'RDG-16',
  also: ['RDG-01', 'HL7-08'],
  shows: 'under-load',
  seams: {
    pipeline: (p) => ({
      ...p,
      readings: {
        ...p.readings,
        search: (caller, query) => {
          const found = p.readings.search(caller, query);
          return found.ok ? { ok: true, value: { entries: found.value.entries } } : found;
        },
      },
    }),
  },
};
