import { setTimeout } from 'node:timers/promises';
import { accept } from '../../../../contract/refusal.ts';
import { filing } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const acknowledgedBeforeKept: Mutant = {
  name: 'acknowledged-before-kept',
  defect: 'a message is acknowledged at once, and looked at a moment later',
  requirement: 'HL7-08',
  also: ['AUD-01', 'AUD-02', 'PRM-03'],
  shows: 'in-time',
  make: () => {
    let later: Promise<unknown> = Promise.resolve();
    return {
      seams: filing(async (file, caller, readings, terms) => {
        if (!caller.client.includes('|')) return await file(caller, readings, terms);
        later = later.then(() => setTimeout(3000)).then(() => file(caller, readings, terms));
        void later.catch(() => undefined);
        return accept(
          readings.map((reading) => ({
            stored: {
              id: '',
              version: 1,
              lastUpdated: '',
              body: { reading, version: 1, interpretation: [], ranges: [], orders: [] },
            },
            effect: 'created' as const,
            warnings: [],
          })),
        );
      }),
    };
  },
};
