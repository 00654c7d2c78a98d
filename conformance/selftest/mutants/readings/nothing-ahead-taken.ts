import type { Mutant } from '../../mutant.ts';

export const nothingAheadTaken: Mutant = {
  name: 'nothing-ahead-taken',
  defect: 'a reading that is ahead by a minute is refused',
  requirement: 'RDG-13',
  collaborators: { isFuture: (effectiveMs, nowMs) => effectiveMs > nowMs },
};
