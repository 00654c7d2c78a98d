import type { Mutant } from '../mutant.ts';

export const newestLimitsForAll: Mutant = {
  name: 'newest-limits-for-all',
  defect: 'late readings are judged by the newest limits',
  requirement: 'LIM-12',
  collaborators: {
    versionInForce: (versions, atMs) => (versions.some((v) => v.fromMs <= atMs) ? versions.at(-1) : undefined),
  },
};
