import { gate } from './gate.ts';

/** RDG-28: nothing is filed, and nothing told, under an identifier that is another patient's. */
export const RDG_28 = gate('RDG-28', ['another-patient'], (fact) => fact.circumstances.isFirst);
