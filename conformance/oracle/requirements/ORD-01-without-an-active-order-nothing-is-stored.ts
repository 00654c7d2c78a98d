import { gate } from './gate.ts';

/** ORD-01, for every way of having no active order that has no requirement of its own. */
export const ORD_01 = gate('ORD-01', ['no-order', 'on-hold', 'not-begun', 'in-error']);
