import type { Mutant } from '../../mutant.ts';

export const formerVersionsSayTheSame: Mutant = {
  name: 'former-versions-say-the-same',
  defect: 'each former version of a corrected reading is shown with the value that it was corrected to',
  requirement: 'RDG-10',
  seams: {
    pipeline: (real) => ({
      ...real,
      readings: {
        ...real.readings,
        history: (caller, id, query) => {
          const found = real.readings.history(caller, id, query);
          if (!found.ok) return found;
          const [latest] = found.value;
          return { ok: true, value: found.value.map((v) => ({ ...v, body: latest?.body ?? v.body })) };
        },
      },
    }),
  },
};
