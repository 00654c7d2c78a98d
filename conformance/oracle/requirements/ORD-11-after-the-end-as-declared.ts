import { gate } from './gate.ts';

/** ORD-11: readings that come after the order's end for a time inside it, by the declared policy: refused, or taken like any other. */
export const ORD_11 = gate('ORD-11', ['after-end'], (fact) => fact.afterEnd);
