import { bundleGate } from './bundle-gate.ts';

/** RDG-19: what refuses one entry of an HL7 v2 message refuses the others. */
export const RDG_19 = bundleGate('RDG-19', ['message']);
