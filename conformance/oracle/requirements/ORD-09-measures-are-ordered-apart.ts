import { gate } from './gate.ts';

/** ORD-09: an order for one measure admits no other. */
export const ORD_09 = gate('ORD-09', ['other-measure-ordered']);
