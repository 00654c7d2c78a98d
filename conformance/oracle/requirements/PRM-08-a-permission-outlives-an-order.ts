import type { AttemptFact } from '../facts.ts';
import { gate } from './gate.ts';

const isOfNoPermission = ({ attempt }: AttemptFact): boolean => {
  const cause = attempt.expectation.reasons[0]?.cause;
  return cause === 'other-type-permitted' || cause === 'never-permitted';
};

/** PRM-08: what comes without permission is PRM-01's and PRM-02's, and the twin here. */
export const PRM_08 = gate('PRM-08', [], (fact) => fact.circumstances.survivesAnOrder, isOfNoPermission);
