import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const oldReadingsByNewLimits: Mutant = {
  name: 'old-readings-by-new-limits',
  defect: 'once limits were changed, what was filed before is shown as the new ones would have it',
  requirement: 'ORD-08',
  seams: {
    pipeline: (pipeline) => ({
      ...pipeline,
      readings: {
        ...pipeline.readings,
        search: (caller, query) => {
          const found = pipeline.readings.search(caller, query);
          if (!found.ok) return found;
          const entries = found.value.entries.map((entry) => {
            const [identifier] = entry.body.orders;
            const order = identifier === undefined ? undefined : pipeline.orders.find(identifier)?.body;
            const judged =
              order === undefined
                ? undefined
                : collaborators.evaluateLimits(entry.body.reading, order, collaborators)?.interpretation;
            return judged === undefined || judged === 'implausible'
              ? entry
              : { ...entry, body: { ...entry.body, interpretation: [judged] } };
          });
          return { ...found, value: { ...found.value, entries } };
        },
      },
    }),
  },
};
