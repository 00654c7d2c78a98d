import { gate } from './gate.ts';

/** ORD-01: there never was an order. Ways of having none active have requirements of their own. */
export const ORD_01 = gate('ORD-01', ['no-order']);
