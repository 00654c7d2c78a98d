import type { AttemptFact } from '../facts.ts';
import { gate } from './gate.ts';

const isTombstone = ({ attempt, circumstances }: AttemptFact): boolean =>
  attempt.op.act.reading.status === 'entered-in-error' && !circumstances.amends;

/** RDG-23: the erasure of what is unknown is taken, and what it names is a conflict from then on. */
export const RDG_23 = gate('RDG-23', ['tombstone'], isTombstone);
