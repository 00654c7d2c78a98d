import { setTimeout } from 'node:timers/promises';
import type { RandomStream } from '../../../simulator/random.ts';
import type { Difference } from '../defect.ts';
import { shownItems } from '../seams/between.ts';
import type { Variant } from '../variant.ts';

/**
 * Items come into sight after a while of their own, ms; what they say of themselves stays. What was there when it was started
 * may have been seen before that, and so may what has changed: neither goes out of sight again.
 */
const shownAfter =
  (delayMs: (random: RandomStream) => number) =>
  (random: RandomStream): Difference => {
    const startedAt = performance.timeOrigin + performance.now();
    const from = new Map<string, number>();
    return {
      seams: shownItems((entries) =>
        entries.filter(({ id, version, lastUpdated }) => {
          const isNew = version === 1 && Date.parse(lastUpdated) >= startedAt;
          const known = from.get(id) ?? (isNew ? performance.now() + delayMs(random) : 0);
          from.set(id, known);
          return performance.now() >= known;
        }),
      ),
    };
  };

const slowly = (name: string, freedom: string, delayMs: (random: RandomStream) => number): Variant => ({
  name,
  freedom,
  exercisedBy: ['ALR-01'],
  make: (random) => ({
    seams: {
      fhir: async (_request, _response, next) => {
        await setTimeout(delayMs(random));
        next();
      },
    },
  }),
});

/** What takes longer, within what the deadlines leave. */
export const paceVariants: readonly Variant[] = [
  {
    name: 'items-after-a-third',
    freedom: 'items come into sight after a third of their deadline',
    exercisedBy: ['ALR-01', 'ALR-02'],
    make: shownAfter(() => 300),
    profile: (profile) => ({ ...profile, visibilityLagMs: 1000 }),
  },
  {
    name: 'items-in-any-order',
    freedom: 'items come into sight in another order than their readings, within their deadline',
    exercisedBy: ['ALR-03', 'LIM-03'],
    make: shownAfter((random) => random.between(0, 400)),
    profile: (profile) => ({ ...profile, visibilityLagMs: 1000 }),
  },
  {
    name: 'items-in-batches',
    freedom: 'items are put into the In Basket three times a second, all at once',
    exercisedBy: ['ALR-01', 'LIM-03'],
    make: shownAfter(() => 333 - (performance.now() % 333)),
    profile: (profile) => ({ ...profile, visibilityLagMs: 1000 }),
  },
  slowly('answers-take-20-ms', 'every answer takes 20 ms more', () => 20),
  slowly('answers-take-chance', 'every answer takes up to 60 ms more, as it happens', (random) =>
    random.between(0, 60),
  ),
  {
    name: 'acks-take-30-ms',
    freedom: 'every acknowledgement takes 30 ms more',
    exercisedBy: ['HL7-01'],
    seams: {
      hl7: (answer) => async (frame, certified) => {
        await setTimeout(30);
        return await answer(frame, certified);
      },
    },
  },
  {
    name: 'one-at-a-time',
    freedom: 'requests are served one after the other',
    exercisedBy: ['ALR-01'],
    make: () => {
      let last: Promise<unknown> = Promise.resolve();
      return {
        seams: {
          fhir: async (_request, response, next) => {
            const before = last;
            last = new Promise((resolve) => response.once('close', resolve));
            await before;
            next();
          },
        },
      };
    },
  },
];
