import type { Mutant } from '../mutant.ts';

const HALF_AN_HOUR_MS = 1_800_000;

export const lateAfterHalfAnHour: Mutant = {
  name: 'late-after-half-an-hour',
  defect: 'a reading counts as late half an hour after it was measured',
  requirement: 'ALR-14',
  collaborators: { isLate: (effectiveMs, filedMs) => filedMs - effectiveMs > HALF_AN_HOUR_MS },
};
