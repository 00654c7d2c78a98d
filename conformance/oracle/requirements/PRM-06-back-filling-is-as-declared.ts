import { gate } from './gate.ts';

/** PRM-06: readings older than the latest grant, by the declared policy: refused, or taken like any other. */
export const PRM_06 = gate('PRM-06', ['before-grant'], (fact) => fact.beforeGrant);
