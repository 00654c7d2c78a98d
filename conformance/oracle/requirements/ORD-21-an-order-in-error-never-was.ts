import { gate } from './gate.ts';

/** ORD-21: its twins came before the order was said to be an error. What becomes of their items is ALR-07's. */
export const ORD_21 = gate('ORD-21', ['in-error'], (fact) => fact.circumstances.inError);
