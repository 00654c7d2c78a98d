import { gate } from './gate.ts';

/** ORD-04: the twin is a reading of an order that was signed after having been a draft. */
export const ORD_04 = gate('ORD-04', ['draft'], (fact) => fact.wasDraft);
