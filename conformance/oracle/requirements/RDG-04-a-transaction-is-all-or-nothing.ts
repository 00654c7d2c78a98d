import type { AttemptFact } from '../facts.ts';
import { gate } from './gate.ts';

const isBundled = ({ attempt }: AttemptFact): boolean => attempt.op.act.bundle !== undefined;

/** RDG-04: what refuses one entry of a transaction or of a v2 message refuses the others; entries of a batch stand by themselves. */
export const RDG_04 = gate('RDG-04', ['sibling'], isBundled);
