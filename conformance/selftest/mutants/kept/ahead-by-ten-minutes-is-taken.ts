import type { Mutant } from '../../mutant.ts';

export const aheadByTenMinutesIsTaken: Mutant = {
  name: 'ahead-by-ten-minutes-is-taken',
  defect: 'a reading that is ahead by up to ten minutes is taken',
  requirement: 'RDG-13',
  also: ['HL7-08'],
  collaborators: { isFuture: (effectiveMs, nowMs) => effectiveMs > nowMs + 10 * 60_000 },
};
