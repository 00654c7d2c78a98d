import type { Mutant } from '../../mutant.ts';
import { toldAgain } from '../../seams/told-again.ts';

export const redeliveryAfterDoneToldAgain: Mutant = {
  name: 'redelivery-after-done-told-again',
  defect: 'a reading that is sent again after somebody has finished its item makes another one',
  requirement: 'ALR-06',
  also: ['ALR-07', 'RDG-02'],
  make: () => {
    const done = new Set<string>();
    return {
      seams: {
        pipeline: (p) => {
          const told = toldAgain(p, ({ reading }) => done.has(reading.identifier.value), { status: 'new' });
          return {
            ...told,
            inbox: {
              ...told.inbox,
              act: async (caller, item, act, ifMatch) => {
                const acted = await p.inbox.act(caller, item, act, ifMatch);
                const reading = acted.ok && act === 'done' ? acted.value.stored.body.reading : undefined;
                if (reading !== undefined) done.add(reading.value);
                return acted;
              },
            },
          };
        },
      },
    };
  },
};
