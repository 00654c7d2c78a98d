import type { AttemptFact } from '../facts.ts';
import { gate } from './gate.ts';

const isRefusedAgain = ({ circumstances }: AttemptFact): boolean => circumstances.wasRefused;

/** RDG-27: sent again it is judged anew: taken where it is admissible now; refused where it still is not, which is another's to answer for. */
export const RDG_27 = gate('RDG-27', [], (fact) => fact.circumstances.wasRefused, isRefusedAgain);
