import { twice } from '../../seams/twice.ts';
import type { Mutant } from '../../mutant.ts';

export const redeliveryToldAgain: Mutant = {
  name: 'redelivery-told-again',
  defect: 'a reading that is sent again makes another item',
  requirement: 'ALR-06',
  also: ['ALR-07', 'ALR-15'],
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
                for (const { stored, effect } of filed.value)
                  if (effect === 'replayed') again.add(stored.body.reading.identifier.value);
              return filed;
            },
          },
          inbox: twice(p.inbox, ({ body }) => body.reading !== undefined && again.has(body.reading.value)),
        }),
      },
    };
  },
};
