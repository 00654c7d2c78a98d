import { bundleGate } from './bundle-gate.ts';

/** RDG-04: what refuses one entry of a transaction refuses the others; entries of a batch stand by themselves. */
export const RDG_04 = bundleGate('RDG-04', ['transaction', 'batch']);
