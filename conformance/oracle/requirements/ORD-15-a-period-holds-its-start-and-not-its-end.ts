import { gate } from './gate.ts';

/** ORD-15: before the start and at the end nothing is let in; at the start it is. */
export const ORD_15 = gate('ORD-15', ['not-begun', 'period-end'], (fact) => fact.circumstances.isAtStart);
