import { setTimeout } from 'node:timers/promises';
import type { Variant } from '../variant.ts';

/** Systems that take a restart in their own way. */
export const restartVariants: readonly Variant[] = [
  {
    name: 'slow-to-come-back',
    freedom: 'after a stop or a kill it takes more than a second until it answers again',
    exercisedBy: ['ALR-05'],
    boots: async ({ life }) => {
      if (life > 1) await setTimeout(1200);
    },
  },
];
