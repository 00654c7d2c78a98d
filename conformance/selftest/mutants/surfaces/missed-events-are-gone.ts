import { refuse } from '../../../../contract/refusal.ts';
import { notifying } from '../../seams/notifying.ts';
import type { Mutant } from '../../mutant.ts';

export const missedEventsAreGone: Mutant = {
  name: 'missed-events-are-gone',
  defect: 'what an endpoint was not there to take is neither sent again nor told when it is asked for',
  requirement: 'FHR-04',
  make: () => {
    const { pipeline: once } = notifying((deliver) => async (notification, signal) => {
      await deliver(notification, signal);
      return undefined;
    });
    return {
      seams: {
        pipeline: (p) => {
          const changed = once?.(p) ?? p;
          return { ...changed, subscriptions: { ...changed.subscriptions, events: () => refuse('not-found') } };
        },
      },
    };
  },
};
