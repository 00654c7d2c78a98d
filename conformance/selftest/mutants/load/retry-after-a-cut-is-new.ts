import { cutOff } from '../../loads.ts';
import type { Mutant } from '../../mutant.ts';

export const retryAfterACutIsNew: Mutant = {
  name: 'retry-after-a-cut-is-new',
  defect: 'a reading whose answer was cut off is there twice once it is sent again',
  requirement: 'RDG-02',
  shows: 'after-a-fault',
  load: cutOff,
  make: () => {
    let cut = 0;
    const again = new Set<string>();
    return {
      seams: {
        fhir: (_request, response, next) => {
          response.once('close', () => {
            if (!response.writableFinished) cut++;
          });
          next();
        },
        pipeline: (p) => ({
          ...p,
          readings: {
            ...p.readings,
            file: async (caller, readings, terms) => {
              const filed = await p.readings.file(caller, readings, terms);
              if (filed.ok && cut > 0)
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
