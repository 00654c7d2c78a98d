import type { Mutant } from '../../mutant.ts';

export const aheadByFourMinutesIsTooFar: Mutant = {
  name: 'ahead-by-four-minutes-is-too-far',
  defect: 'a reading that is ahead by more than four minutes is refused',
  requirement: 'RDG-13',
  collaborators: { isFuture: (effectiveMs, nowMs) => effectiveMs > nowMs + 4 * 60_000 },
};
