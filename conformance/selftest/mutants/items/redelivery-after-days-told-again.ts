import { twice } from '../../seams/twice.ts';
import type { Mutant } from '../../mutant.ts';

const DAY_MS = 86_400_000;

export const redeliveryAfterDaysToldAgain: Mutant = {
  name: 'redelivery-after-days-told-again',
  defect: 'a reading that is sent again more than a day after it was measured makes another item',
  requirement: 'ALR-06',
  also: ['ALR-07', 'ALR-15', 'RDG-02'],
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
                for (const { stored, effect } of filed.value) {
                  const { reading } = stored.body;
                  if (
                    effect === 'replayed' &&
                    Date.parse(p.clock.now(reading.patient)) - Date.parse(reading.effective) > DAY_MS
                  )
                    again.add(reading.identifier.value);
                }
              return filed;
            },
          },
          inbox: twice(p.inbox, ({ body }) => body.reading !== undefined && again.has(body.reading.value)),
        }),
      },
    };
  },
};
