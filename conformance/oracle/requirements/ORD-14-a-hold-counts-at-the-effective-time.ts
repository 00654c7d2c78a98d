import { gate } from './gate.ts';

/** ORD-14: its twins are effective before the hold or after it, whenever they are sent. */
export const ORD_14 = gate('ORD-14', ['on-hold'], (fact) => fact.circumstances.held);
