import { gate } from './gate.ts';

/** PRM-05, and clients that were not admitted to send at all. */
export const PRM_05 = gate('PRM-05', ['other-patient', 'unknown-patient', 'source']);
