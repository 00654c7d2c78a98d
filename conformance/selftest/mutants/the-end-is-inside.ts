import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const theEndIsInside: Mutant = {
  name: 'the-end-is-inside',
  defect: 'a reading of the very instant at which the order ends still belongs to it',
  requirement: 'ORD-15',
  collaborators: {
    standingAt: (history, atMs, nowMs, use) => {
      const standing = collaborators.standingAt(history, atMs, nowMs, use);
      return standing.kind === 'active' ? standing : collaborators.standingAt(history, atMs - 1, nowMs, use);
    },
  },
};
