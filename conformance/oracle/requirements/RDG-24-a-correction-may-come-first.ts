import type { AttemptFact } from '../facts.ts';
import { gate } from './gate.ts';

const isCorrectionOfNothing = ({ attempt, circumstances }: AttemptFact): boolean =>
  attempt.op.act.reading.status === 'corrected' && !circumstances.amends;

/** RDG-24: a correction of what is unknown is a reading, and what it corrects is a conflict from then on. */
export const RDG_24 = gate('RDG-24', ['corrected-first'], isCorrectionOfNothing);
