import type { Mutant } from '../../mutant.ts';

const DAY_MS = 86_400_000;

export const windowOfHours: Mutant = {
  name: 'window-of-hours',
  defect: 'three days are 72 hours, less a moment, and not three dates',
  requirement: 'LIM-06',
  collaborators: {
    inWindow: (earlier, at, window) =>
      earlier.effectiveMs < at.effectiveMs && at.effectiveMs - earlier.effectiveMs < window.value * DAY_MS,
  },
};
