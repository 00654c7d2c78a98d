import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const loIsNoAlarm: Mutant = {
  name: 'lo-is-no-alarm',
  defect: 'LO raises nothing, because it is no number; HI does',
  requirement: 'LIM-13',
  collaborators: {
    evaluateLimits: (reading, order, use) =>
      reading.result.kind === 'off-scale' && reading.result.direction === 'low'
        ? undefined
        : collaborators.evaluateLimits(reading, order, use),
  },
};
