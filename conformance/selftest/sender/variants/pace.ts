import { setTimeout } from 'node:timers/promises';
import type { EhrLink } from '../../../../simulator/phone/sender/ehr-link.ts';
import type { SenderVariant } from '../sender-mutant.ts';

/** Everything leaves so much later. */
const later =
  (delayMs: () => number) =>
  (link: EhrLink): EhrLink => ({
    ...link,
    send: async (readings) => {
      await setTimeout(delayMs());
      return await link.send(readings);
    },
  });

/** What takes longer, within what the deadlines leave. */
export const paceVariants: readonly SenderVariant[] = [
  {
    name: 'sends-after-a-fifth',
    freedom: 'what was shown leaves after a fifth of its deadline',
    exercisedBy: ['SND-01', 'SND-06'],
    make: () => ({ link: later(() => 200) }),
  },
  {
    name: 'sends-after-a-while',
    freedom: 'what was shown leaves up to 150 ms later, as it happens',
    exercisedBy: ['SND-01', 'SND-11'],
    makeAll: (random) => () => ({ link: later(() => random.between(0, 150)) }),
  },
  {
    name: 'never-says-idle',
    freedom: 'it never says that it is done; the harness goes on after the deadline',
    exercisedBy: ['SND-04'],
    make: () => ({ saysIdle: false }),
    // Every act then takes as long as the deadline.
    profile: (profile) => ({ ...profile, terms: { ...profile.terms, forward: profile.terms.forward / 3 } }),
  },
];
