import { gate } from './gate.ts';

/** RDG-26: a correction that moves a reading is asked for an order, and for the future, at its new instant. */
export const RDG_26 = gate('RDG-26', ['moved-out'], (fact) => fact.circumstances.moves);
