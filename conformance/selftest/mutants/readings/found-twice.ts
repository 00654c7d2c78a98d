import type { Mutant } from '../../mutant.ts';

export const foundTwice: Mutant = {
  name: 'found-twice',
  defect: 'a reading that is sent again is there twice',
  requirement: 'RDG-02',
  make: () => {
    const again = new Set<string>();
    return {
      seams: {
        pipeline: (p) => ({
          ...p,
          readings: {
            ...p.readings,
            file: async (caller, readings, terms) => {
              const filed = await p.readings.file(caller, readings, terms);
              if (filed.ok)
                for (const { stored, effect } of filed.value) if (effect === 'replayed') again.add(stored.id);
              return filed;
            },
            search: (caller, query) => {
              const found = p.readings.search(caller, query);
              if (!found.ok) return found;
              const entries = found.value.entries.flatMap((entry) =>
                again.has(entry.id) ? [entry, { ...entry, id: `${entry.id}-2` }] : [entry],
              );
              return { ok: true, value: { ...found.value, entries } };
            },
          },
        }),
      },
    };
  },
};
