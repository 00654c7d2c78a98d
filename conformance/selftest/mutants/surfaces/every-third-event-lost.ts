import { notifying } from '../../seams/notifying.ts';
import type { Mutant } from '../../mutant.ts';

/** What is left out is not told again either. */
export const everyThirdEventLost: Mutant = {
  name: 'every-third-event-lost',
  defect: 'of the events of a subscription every third is never sent, and cannot be asked for',
  requirement: 'FHR-04',
  make: () => {
    const { pipeline: told } = notifying((deliver) => async (notification, signal) => {
      const events = notification.events.filter(({ number }) => number % 3 !== 0);
      if (notification.events.length > 0 && events.length === 0) return undefined;
      return deliver({ ...notification, events }, signal);
    });
    return {
      seams: {
        pipeline: (p) => {
          const changed = told?.(p) ?? p;
          const events: typeof p.subscriptions.events = (caller, id, range) => {
            const found = p.subscriptions.events(caller, id, range);
            if (!found.ok) return found;
            const kept = found.value.events.filter(({ number }) => number % 3 !== 0);
            return { ok: true, value: { ...found.value, events: kept } };
          };
          return { ...changed, subscriptions: { ...changed.subscriptions, events } };
        },
      },
    };
  },
};
