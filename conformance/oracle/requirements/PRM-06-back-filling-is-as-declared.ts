import type { AttemptFact } from '../facts.ts';
import { gate } from './gate.ts';

const isWithdrawn = ({ attempt }: AttemptFact): boolean => attempt.expectation.reasons[0]?.cause === 'withdrawn';

/**
 * PRM-06: readings older than the latest grant, by the declared policy: refused, or taken like any other. What comes
 * while permission is withdrawn is PRM-03's, and the twin here.
 */
export const PRM_06 = gate('PRM-06', ['before-grant'], (fact) => fact.beforeGrant, isWithdrawn);
