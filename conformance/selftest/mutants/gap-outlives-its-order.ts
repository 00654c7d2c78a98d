import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const gapOutlivesItsOrder: Mutant = {
  name: 'gap-outlives-its-order',
  defect: 'an item about missing data stays open though nobody waits for data any more',
  requirement: 'ALR-17',
  collaborators: {
    missingAt: (history, latestMs, nowMs, use) => {
      const look = collaborators.missingAt(history, latestMs, nowMs, use);
      if (look.isMissing || look.reason !== 'order-ended') return look;
      return collaborators.missingAt(
        { ...history, versions: [history.versions[0]] } as typeof history,
        latestMs,
        nowMs,
        use,
      );
    },
  },
};
