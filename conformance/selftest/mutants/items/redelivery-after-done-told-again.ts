import { twice } from '../../seams/twice.ts';
import type { Mutant } from '../../mutant.ts';

export const redeliveryAfterDoneToldAgain: Mutant = {
  name: 'redelivery-after-done-told-again',
  defect: 'a reading that is sent again after somebody has finished its item makes another one',
  requirement: 'ALR-06',
  also: ['ALR-07', 'RDG-02'],
  make: () => {
    const done = new Set<string>();
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
                for (const { stored, effect } of filed.value) {
                  const { reading } = stored.body;
                  if (effect === 'replayed' && done.has(reading.identifier.value)) again.add(reading.identifier.value);
                }
              return filed;
            },
          },
          inbox: {
            ...twice(p.inbox, ({ body }) => body.reading !== undefined && again.has(body.reading.value), {
              status: 'new',
            }),
            act: async (caller, item, act, ifMatch) => {
              const acted = await p.inbox.act(caller, item, act, ifMatch);
              const reading = acted.ok && act === 'done' ? acted.value.stored.body.reading : undefined;
              if (reading !== undefined) done.add(reading.value);
              return acted;
            },
          },
        }),
      },
    };
  },
};
