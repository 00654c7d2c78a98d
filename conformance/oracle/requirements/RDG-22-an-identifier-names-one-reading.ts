import { gate } from './gate.ts';

/** RDG-22: its twins have an identifier of their own. */
export const RDG_22 = gate('RDG-22', ['conflict'], (fact) => fact.circumstances.isFirst);
