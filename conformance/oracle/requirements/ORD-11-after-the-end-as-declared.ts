import type { AttemptFact } from '../facts.ts';
import { gate } from './gate.ts';

const isOutside = ({ attempt }: AttemptFact): boolean => attempt.expectation.reasons[0]?.cause === 'ended';

/**
 * ORD-11: readings that come after the order's end for a time inside it, by the declared policy: refused, or taken like
 * any other. What was measured after the end is ORD-07's, and the twin here.
 */
export const ORD_11 = gate('ORD-11', ['after-end'], (fact) => fact.afterEnd || fact.ends, isOutside);
