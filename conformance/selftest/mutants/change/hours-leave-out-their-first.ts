import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

const HOUR_MS = 3_600_000;

export const hoursLeaveOutTheirFirst: Mutant = {
  name: 'hours-leave-out-their-first',
  defect: 'what was measured exactly 24 hours before is no more in a window of 24 hours',
  requirement: 'LIM-06',
  collaborators: {
    inWindow: (earlier, at, window) =>
      collaborators.inWindow(earlier, at, window) &&
      !(window.unit === 'h' && at.effectiveMs - earlier.effectiveMs === window.value * HOUR_MS),
  },
};
