import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const silenceIsNeverMissed: Mutant = {
  name: 'silence-is-never-missed',
  defect: 'nobody is told when data stay away',
  requirement: 'LIM-09',
  collaborators: {
    missingAt: (history, latestMs, nowMs, use) => ({
      isMissing: false,
      reason: 'data-received',
      nextMs: collaborators.missingAt(history, latestMs, nowMs, use).nextMs,
    }),
  },
};
