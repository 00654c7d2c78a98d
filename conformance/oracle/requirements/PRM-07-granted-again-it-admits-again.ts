import type { AttemptFact } from '../facts.ts';
import { gate } from './gate.ts';

const isWithdrawn = ({ attempt }: AttemptFact): boolean => attempt.expectation.reasons[0]?.cause === 'withdrawn';

/** PRM-07: what comes while permission is withdrawn is PRM-03's, and the twin here. */
export const PRM_07 = gate('PRM-07', [], (fact) => fact.circumstances.isGrantedAgain, isWithdrawn);
