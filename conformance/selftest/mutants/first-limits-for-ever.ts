import type { Mutant } from '../mutant.ts';

export const firstLimitsForEver: Mutant = {
  name: 'first-limits-for-ever',
  defect: 'a change of the limits has no effect',
  requirement: 'ORD-08',
  collaborators: {
    versionInForce: (versions, atMs) =>
      versions[0] !== undefined && versions[0].fromMs <= atMs ? versions[0] : undefined,
  },
};
